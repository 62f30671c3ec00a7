//! Why a layer is missing on this machine, and what brings it back.

/// A cause and its cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    pub cause: &'static str,
    pub cure: &'static str,
}

/// Settings of the kernel that keep users from namespaces, the value that does, and what is said.
const SETTINGS: &[(&str, &str, Absent)] = &[
    (
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        "1",
        Absent {
            cause: "AppArmor restricts user namespaces, as Ubuntu has done since 23.10 \
                    (kernel.apparmor_restrict_unprivileged_userns = 1)",
            cure: "an AppArmor profile for `mock` that allows `userns`, or \
                   `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`, brings L2 back; \
                   answers are run without it",
        },
    ),
    (
        "/proc/sys/kernel/unprivileged_userns_clone",
        "0",
        Absent {
            cause: "user namespaces are switched off (kernel.unprivileged_userns_clone = 0)",
            cure: "`sudo sysctl kernel.unprivileged_userns_clone=1` brings L2 back; answers are run \
                   without it",
        },
    ),
    (
        "/proc/sys/user/max_user_namespaces",
        "0",
        Absent {
            cause: "user namespaces are switched off (user.max_user_namespaces = 0)",
            cure: "`sudo sysctl user.max_user_namespaces=10000` brings L2 back; answers are run \
                   without it",
        },
    ),
];

/// Why there are no namespaces of an answer's own (L2). `setting` reads a setting of the kernel.
pub fn why_not_apart(setting: impl Fn(&str) -> Option<String>) -> Absent {
    let is = |(path, value, _): &&(&str, &str, Absent)| {
        setting(path).is_some_and(|text| text.trim() == *value)
    };
    SETTINGS.iter().find(is).map(|(_, _, absent)| absent.clone()).unwrap_or(Absent {
        cause: "the system allows no user namespaces here, as in many containers",
        cure: "answers are run without L2; outside the container it may hold",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_layer_has_a_cause_and_a_cure() {
        let with = |name: &'static str, value: &'static str| {
            why_not_apart(move |path| path.ends_with(name).then(|| format!("{value}\n")))
        };
        let ubuntu = with("apparmor_restrict_unprivileged_userns", "1");
        assert!(ubuntu.cause.contains("AppArmor"), "{ubuntu:?}");
        assert!(ubuntu.cure.contains("apparmor_restrict_unprivileged_userns=0"), "{ubuntu:?}");
        assert!(with("unprivileged_userns_clone", "0").cause.contains("switched off"));
        assert!(with("max_user_namespaces", "0").cure.contains("max_user_namespaces"));
        assert!(with("max_user_namespaces", "9999").cause.contains("containers"));
    }
}
