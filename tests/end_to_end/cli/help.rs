//! What `mock` says of itself.

use crate::environment::Environment;

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

/// The commands that a page of help lists, under whatever headings.
fn commands(page: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_list = false;
    for line in page.lines() {
        if !line.starts_with(' ') {
            is_list = line.ends_with(':') && !["Options:", "Arguments:"].contains(&line);
        } else if is_list && !line.starts_with("   ") {
            names.extend(line.split_whitespace().next().filter(|name| *name != "help"));
        }
    }
    names.into_iter().map(str::to_owned).collect()
}

#[test]
fn however_it_is_asked_for_the_commands_come_in_groups() {
    let environment = Environment::new();
    let long = environment.run(&["--help"]).expect(0).out;
    assert_eq!(environment.run(&["help"]).expect(0).out, long);
    let short = environment.run(&["-h"]).expect(0).out;
    let list = |page: &str| {
        let from = page.find("Rehearse:").expect("a first group");
        page[from..page.find("Options:").expect("options")].to_owned()
    };
    assert_eq!(list(&short), list(&long));
    assert_eq!(commands(&short).first().map(String::as_str), Some("run"));
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
