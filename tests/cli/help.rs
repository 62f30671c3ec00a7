//! What `mock` says of itself.

use super::environment::Environment;

/// Every command's help is one page, so that a change of any of them is seen.
#[test]
fn the_whole_help() {
    let environment = Environment::of_columns(100);
    let mut pages = Vec::new();
    let mut left = vec![Vec::<String>::new()];
    while let Some(path) = left.pop() {
        let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
        args.push("--help");
        let page = environment.run(&args).expect(0).out;
        for name in commands(&page).into_iter().rev() {
            left.push([path.clone(), vec![name]].concat());
        }
        let lines: Vec<&str> = page.lines().map(str::trim_end).collect();
        pages.push(format!("$ mock {}\n\n{}\n", args.join(" "), lines.join("\n")));
    }
    insta::assert_snapshot!(pages.join("\n"));
}

/// The commands that a page of help lists.
fn commands(page: &str) -> Vec<String> {
    let listed = page.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = listed.take_while(|line| line.starts_with("  ")).filter_map(|line| {
        let is_entry = !line.starts_with("   ");
        line.split_whitespace().next().filter(|name| is_entry && *name != "help")
    });
    names.map(str::to_owned).collect()
}

#[test]
fn the_version_is_the_crates() {
    let ran = Environment::new().run(&["--version"]).expect(0);
    assert_eq!(ran.out, format!("mock {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn without_arguments_it_says_what_to_do_next() {
    let environment = Environment::new();
    let ran = environment.run(&[]).expect(0);
    assert!(ran.out.contains("mock run"), "{}", ran.out);
    environment.run_with(&["run", "--format", "phone-screen"], "\n").expect(0);
    let ran = environment.run(&[]).expect(0);
    assert!(ran.out.contains("mock resume"), "{}", ran.out);
}
