//! The names that a plan has, put into patterns of ARNs.

use openmercato_ecs_module::names::input;
use openmercato_ecs_module::{Reading, ResourceValues, made_up};

use crate::Planned;
use crate::planned::text;
use crate::region;

/// What is planned and named, for patterns.
pub(crate) struct Names<'p, 'a> {
    pub(crate) planned: &'p Planned<'a>,
    region: &'a str,
}

impl<'p, 'a> Names<'p, 'a> {
    pub(crate) fn of(planned: &'p Planned<'a>) -> Self {
        Self { planned, region: Reading(&planned.evaluation.values).text(input::AWS_REGION).unwrap_or_default() }
    }

    /// The texts that a pattern becomes, for each resource of these types; one, where it names nothing of them.
    ///
    /// A pattern is an ARN without `arn:aws:`, with names of the plan in braces: `{region}`; `{name}`, an attribute of
    /// the resource; `{aws_lb.name}`, an attribute of another one; `{image}`, the repository of an image in ECR;
    /// `{key}`; `{input.name}`. `{name:2}` has the last two characters open, which another version may have otherwise,
    /// and `{name/}` ends with the last slash. A pattern that begins with a brace is a whole ARN; `*` is itself.
    pub(crate) fn expand(&self, types: &[&str], pattern: &str) -> Vec<String> {
        let resources: Vec<_> = types.iter().flat_map(|kind| self.planned.made(kind)).collect();
        let mut texts: Vec<_> = if resources.is_empty() || !names_its_own(pattern) {
            self.filled(pattern, None).into_iter().collect()
        } else {
            resources.into_iter().filter_map(|resource| self.filled(pattern, Some(resource))).collect()
        };
        texts.sort();
        texts.dedup();
        texts
    }

    fn filled(&self, pattern: &str, own: Option<&ResourceValues>) -> Option<String> {
        let is_whole = pattern == "*" || pattern.starts_with('{') || !pattern.contains(':');
        let mut text = if is_whole { String::new() } else { format!("arn:{}:", region::partition(self.region)) };
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (placeholder, after) = after.split_once('}')?;
            text.push_str(before);
            text.push_str(&self.named(placeholder, own)?);
            rest = after;
        }
        text.push_str(rest);
        Some(text)
    }

    fn named(&self, placeholder: &str, own: Option<&ResourceValues>) -> Option<String> {
        let (path, open) = placeholder.split_once(':').unwrap_or((placeholder, ""));
        let (path, is_folder) = path.strip_suffix('/').map_or((path, false), |path| (path, true));
        let named = match path.rsplit_once('.') {
            None if path == "region" => self.region.to_owned(),
            None if path == "image" => self.repository()?,
            None if path == "key" => self.key()?,
            None => text(own?, path)?.to_owned(),
            Some(("input", name)) => self.planned.evaluation.values.get(name)?.as_str()?.to_owned(),
            Some((of, attribute)) => text(self.planned.made(of).next()?, attribute)?.to_owned(),
        };
        if is_folder {
            return Some(named[..=named.rfind('/')?].to_owned());
        }
        let open: usize = open.parse().unwrap_or(0);
        // Names are ASCII: the module's rules say so.
        let kept = named.len().checked_sub(open)?;
        Some(format!("{}{}", named.get(..kept)?, "?".repeat(open)))
    }

    /// The repository of the image, as `us-east-1:*:repository/openmercato`, where it is in Amazon ECR.
    fn repository(&self) -> Option<String> {
        let image = Reading(&self.planned.evaluation.values).text(input::IMAGE)?;
        let (registry, repository) = region::ecr_repository(image)?;
        let region = registry.split('.').find(|part| region::is_region(part))?;
        Some(format!("{region}:*:repository/{repository}"))
    }

    /// The key of what the deployment keeps; any of its region while the one that is named is made up.
    fn key(&self) -> Option<String> {
        let arn = Reading(&self.planned.evaluation.values).text(input::KMS_KEY_ARN)?;
        if !made_up::is_made_up(arn) {
            return Some(arn.to_owned());
        }
        self.filled("kms:{region}:*:key/*", None)
    }
}

/// Whether a pattern has an attribute of the resource that it is about.
fn names_its_own(pattern: &str) -> bool {
    let placeholders = pattern.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    placeholders.into_iter().any(|(name, _)| !name.contains('.') && !["region", "image", "key"].contains(&name))
}
