//! Sets.

use super::{elements, exactly};
use crate::{Type, Value};

/// The elements of every set, all of one type.
fn unified(sets: &[Value]) -> Result<Vec<Vec<Value>>, String> {
    let types: Vec<_> =
        sets.iter().map(|set| elements(set)).collect::<Result<Vec<_>, _>>()?.concat().iter().map(Type::of).collect();
    let ty = Type::unify(&types).ok_or("the sets must hold one type")?;
    let convert = |element| ty.convert(element).map_err(|_| "the sets must hold one type".to_owned());
    sets.iter().map(|set| elements(set)?.iter().map(convert).collect()).collect()
}

pub(super) fn union(args: &[Value]) -> Result<Value, String> {
    Ok(Value::set(unified(args)?.concat()))
}

pub(super) fn intersection(args: &[Value]) -> Result<Value, String> {
    let sets = unified(args)?;
    let (first, rest) = sets.split_first().ok_or("a set is required")?;
    Ok(Value::set(first.iter().filter(|element| rest.iter().all(|set| set.contains(element))).cloned()))
}

pub(super) fn subtract(args: &[Value]) -> Result<Value, String> {
    let sets = unified(args)?;
    let [from, without] =
        exactly::<2>(args).ok().and(sets.as_slice().first_chunk::<2>()).ok_or("two sets are required")?;
    Ok(Value::set(from.iter().filter(|element| !without.contains(element)).cloned()))
}

/// The most combinations that are made.
const LARGEST_PRODUCT: usize = 100_000;

/// Every combination of one element of each, the elements of each as one type: a list, or a set where one is a set.
pub(super) fn product(args: &[Value]) -> Result<Value, String> {
    let mut combinations = vec![Vec::new()];
    for set in args {
        let elements = unified(std::slice::from_ref(set))?.concat();
        if combinations.len().saturating_mul(elements.len()) > LARGEST_PRODUCT {
            return Err(format!("more than {LARGEST_PRODUCT} combinations"));
        }
        combinations = combinations
            .iter()
            .flat_map(|start: &Vec<Value>| {
                elements.iter().map(move |element| [start.as_slice(), std::slice::from_ref(element)].concat())
            })
            .collect();
    }
    let tuples = combinations.into_iter().map(Value::tuple);
    let sets = args.iter().any(|set| matches!(set, Value::Set(_)));
    Ok(if sets { Value::set(tuples) } else { Value::list(tuples) })
}

#[cfg(test)]
mod tests {
    use super::product;
    use crate::Value;

    #[test]
    fn a_product_has_a_largest_size() {
        let numbers = |count: i32| Value::list((0..count).map(Value::from));
        let size = |a, b| product(&[numbers(a), numbers(b)]).map(|all| all.elements().map_or(0, <[_]>::len));
        assert_eq!(size(100, 1000), Ok(100_000));
        assert_eq!(size(101, 1000), Err("more than 100000 combinations".to_owned()));
    }
}
