use super::*;
use openmercato_ecs_module::{Evaluation, Inputs, Module, preset};

fn of(name: &str) -> Vec<Chapter> {
    of_changed(name, &json!({}))
}

/// The chapters of a preset with other inputs.
fn of_changed(name: &str, changes: &Json) -> Vec<Chapter> {
    let inputs = preset::find(name).expect("a preset").inputs.clone();
    let changes = Inputs::from_json(changes).expect("inputs");
    let inputs = changes.iter().fold(inputs, |inputs, (name, value)| inputs.with(name, value.clone()));
    report(&Planned::of(&Evaluation::of(Module::embedded(), &inputs)))
}

fn has(chapters: &[Chapter], title: &str, words: &[&str]) -> bool {
    let chapter = chapters.iter().find(|chapter| chapter.title.contains(title)).expect("the chapter");
    chapter.rows.iter().any(|row| words.iter().all(|word| row.iter().any(|cell| cell.contains(word))))
}

#[test]
fn every_row_fills_its_columns() {
    for preset in preset::all() {
        for chapter in of(&preset.name) {
            assert!(!chapter.rows.is_empty(), "{}: {}", preset.name, chapter.title);
            assert!(chapter.rows.iter().all(|row| row.len() == chapter.columns.len()), "{chapter:?}");
        }
    }
}

#[test]
fn a_key_of_ones_own_is_named_wherever_it_encrypts() {
    let complete = of("complete");
    for what in ["Database", "password", "Redis", "File systems", "Logs"] {
        assert!(has(&complete, "encrypted", &[what, "key/1a2b3c4d"]), "{what}");
    }
    assert!(has(&of("minimal-managed"), "encrypted", &["Database", "AWS's key aws/rds"]));
}

#[test]
fn ports_are_those_of_the_plan() {
    let chapters = of("minimal-managed");
    assert!(has(&chapters, "Ports", &["PostgreSQL from the tasks", "in", "5432", "database", "tasks"]));
    assert!(has(&chapters, "Ports", &["HTTP from clients", "80", "anyone, 0.0.0.0/0"]));
    assert!(!has(&of("external-dependencies"), "Ports", &["PostgreSQL"]));
}

#[test]
fn every_group_has_words() {
    for chapter in of("complete").iter().filter(|chapter| chapter.title.contains("Ports")) {
        let wordless: Vec<_> = chapter.rows.iter().filter(|row| row[0].len() < 5 || row[3].len() < 5).collect();
        assert!(wordless.is_empty(), "{wordless:?}");
    }
}

#[test]
fn each_secret_names_its_readers() {
    assert!(has(&of("complete"), "secret", &["RESEND_API_KEY", "mail-Ij56Kl:api-key", "web"]));
}

fn introduction<'a>(chapters: &'a [Chapter], title: &str) -> &'a str {
    &chapters.iter().find(|chapter| chapter.title.contains(title)).expect("the chapter").introduction
}

#[test]
fn a_way_without_tls_is_named() {
    assert!(has(&of("complete"), "encrypted", &["search engine", "nothing: HTTP"]));
    let elsewhere = json!({ "search_mode": "external", "search_host": "https://search.example.com" });
    assert!(has(&of_changed("minimal-managed", &elsewhere), "encrypted", &["search engine", "TLS"]));
    assert!(has(&of("external-dependencies"), "encrypted", &["to Redis", "TLS as its URL says"]));
    let url = json!({
        "database_mode": "external",
        "database_url_secret_arn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/postgres-Mn78Op",
    });
    let by_url = of_changed("minimal-managed", &url);
    assert!(has(&by_url, "encrypted", &["to the database", "TLS as its URL says"]));
    assert!(has(&by_url, "leaves", &["Database elsewhere", "shop/postgres-Mn78Op"]));
    assert!(has(&of("external-dependencies"), "leaves", &["Redis elsewhere", "parameter/shop/redis-url"]));
}

#[test]
fn an_internal_load_balancer_is_not_said_to_be_on_the_internet() {
    assert!(introduction(&of("minimal-managed"), "Ports").starts_with("From the internet the load balancer"));
    let internal = of_changed("minimal-managed", &json!({ "alb_internal": true }));
    assert!(introduction(&internal, "Ports").starts_with("Nothing is reached from the internet"));
    assert!(has(&of("complete"), "Ports", &["load balancer", "web ACL", "regional/webacl/shop"]));
}

#[test]
fn uploads_lie_where_they_are_kept() {
    assert!(has(&of("minimal-managed"), "personal", &["uploaded", "own disk", "until the task ends"]));
    assert!(has(&of("complete"), "personal", &["uploaded", "a file system", "until deleted there"]));
    assert!(has(&of("complete"), "personal", &["as they were", "AWS Backup", "35 days"]));
    let in_bucket = of_changed("complete", &json!({ "uploads_mode": "s3" }));
    assert!(has(&in_bucket, "personal", &["after they are deleted", "old versions", "90 days"]));
    let theirs = of_changed("minimal-managed", &json!({ "uploads_mode": "s3", "uploads_bucket": "acme-uploads" }));
    assert!(has(&theirs, "personal", &["uploaded", "the bucket that exists", "as its owner has it"]));
}

#[test]
fn copies_that_outlive_their_source_are_named() {
    assert!(has(
        &of("complete"),
        "personal",
        &["database is destroyed", "a last snapshot", "until somebody deletes it"]
    ));
    let none = of_changed("minimal-managed", &json!({ "db_skip_final_snapshot": true }));
    assert!(!has(&none, "personal", &["a last snapshot"]));
}

#[test]
fn sidecars_and_the_search_engine_are_among_who_pulls_reads_and_sends() {
    assert!(has(&of("complete"), "secret", &["MEILI_MASTER_KEY", "search"]));
    let router = json!({
        "name": "router", "image": "acme/router:1", "memory": 128, "firelensConfiguration": { "type": "fluentbit" },
        "secrets": [{ "name": "TOKEN", "valueFrom": "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/router-Ab12Cd" }],
    });
    let changes = json!({
        "web_service": { "sidecars": [router.to_string()] },
        "repository_credentials_secret_arn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/registry-Qr90St",
    });
    let chapters = of_changed("minimal-managed", &changes);
    assert!(has(&chapters, "secret", &["TOKEN", "shop/router-Ab12Cd", "web/router"]));
    assert!(has(&chapters, "secret", &["user and password", "shop/registry-Qr90St"]));
    assert!(has(&chapters, "leaves", &["pulled from", "acme/router:1"]));
    assert!(has(&chapters, "leaves", &["log router", "firelens_options"]));
    assert!(!has(&of("minimal-managed"), "leaves", &["log router"]));
}

#[test]
fn who_besides_may_read_secrets_is_said() {
    let open = of("minimal-managed");
    let said = introduction(&open, "secret");
    assert!(said.contains("any of the account: no permissions boundary"), "{said}");
    assert!(said.contains("says which image and which command run with them"), "{said}");
    let changes = json!({
        "permissions_boundary_arn": "arn:aws:iam::123456789012:policy/boundary", "enable_execute_command": true,
        "task_role_policies": { "uploads": "arn:aws:iam::123456789012:policy/uploads" },
    });
    let bounded = of_changed("minimal-managed", &changes);
    let said = introduction(&bounded, "secret");
    for words in ["that the permissions boundary allows", "a shell in a task", "task_role_policies allow"] {
        assert!(said.contains(words), "{said}");
    }
    assert!(has(&bounded, "leaves", &["ECS Exec", "Session Manager"]));
}

#[test]
fn the_databases_password_is_in_words() {
    let chapters = of("minimal-managed");
    assert!(has(&chapters, "secret", &["DB_PASSWORD", "the secret that RDS makes", "web"]));
    let cells = chapters.iter().flat_map(|chapter| &chapter.rows).flatten();
    let addresses: Vec<_> = cells.filter(|cell| cell.contains("aws_db_instance")).collect();
    assert!(addresses.is_empty(), "{addresses:?}");
}

#[test]
fn each_role_says_what_it_may_and_on_what() {
    let chapters = of("complete");
    assert!(has(
        &chapters,
        "roles",
        &["shop-us-east-1-execution", "ecs-tasks", "secretsmanager:GetSecretValue", "rds!db-*"]
    ));
    assert!(has(&chapters, "roles", &["shop-us-east-1-task", "elasticfilesystem:ClientMount"]));
    assert!(has(&of("minimal-managed"), "roles", &["shop-us-east-1-task", "nothing"]));
}
