//! Built-in questions whose task and files stand in a new one until its author's own do: of kinds in
//! which nothing can be left empty, because its parts check each other.

use super::wanted::Wanted;
use crate::bank::question::{Kind, Mode};

/// A question that runs, cut where a new one begins to be its own.
pub(super) struct Taken {
    question: &'static str,
    /// From here to its samples it is taken over.
    from: &'static str,
    /// What is reviewed, where nothing is run.
    pub(super) file: Option<&'static str>,
    pub(super) files: &'static [(&'static str, &'static str)],
    pub(super) reference: Option<(&'static str, &'static str)>,
}

impl Taken {
    /// Its own parts, from what is planted or changed to the wrong solutions.
    pub(super) fn parts(&self) -> String {
        let start = self.question.find(self.from).unwrap_or(self.question.len());
        let rest = &self.question[start..];
        rest[..rest.find("\n[[samples]]").unwrap_or(rest.len())].to_owned()
    }
}

macro_rules! built_in {
    ($name:literal) => {
        include_str!(concat!("../../../../question-bank/", $name))
    };
}

const MODEL: Taken = Taken {
    question: built_in!("data-modelling/dm-wine-shops/question.toml"),
    from: "\n[[curveballs]]",
    file: None,
    files: &[
        ("alternative.sql", built_in!("data-modelling/dm-wine-shops/alternative.sql")),
        ("data/baskets.sql", built_in!("data-modelling/dm-wine-shops/data/baskets.sql")),
        ("data/gaps.sql", built_in!("data-modelling/dm-wine-shops/data/gaps.sql")),
        ("data/moved.sql", built_in!("data-modelling/dm-wine-shops/data/moved.sql")),
        ("data/quiet.sql", built_in!("data-modelling/dm-wine-shops/data/quiet.sql")),
        ("data/staging.sql", built_in!("data-modelling/dm-wine-shops/data/staging.sql")),
        ("data/week.sql", built_in!("data-modelling/dm-wine-shops/data/week.sql")),
        ("starter.sql", built_in!("data-modelling/dm-wine-shops/starter.sql")),
    ],
    reference: Some(("reference.sql", built_in!("data-modelling/dm-wine-shops/reference.sql"))),
};

const PROGRAM: Taken = Taken {
    question: built_in!("review/rv-daily-revenue/question.toml"),
    from: "\n[[faults]]",
    file: None,
    files: &[
        ("alternative.py", built_in!("review/rv-daily-revenue/alternative.py")),
        ("starter.py", built_in!("review/rv-daily-revenue/starter.py")),
    ],
    reference: Some(("reference.py", built_in!("review/rv-daily-revenue/reference.py"))),
};

const QUERY: Taken = Taken {
    question: built_in!("review/rv-refund-report/question.toml"),
    from: "\n[[faults]]",
    file: None,
    files: &[
        ("alternative.sql", built_in!("review/rv-refund-report/alternative.sql")),
        ("data/blank_country.sql", built_in!("review/rv-refund-report/data/blank_country.sql")),
        ("data/both_channels.sql", built_in!("review/rv-refund-report/data/both_channels.sql")),
        ("data/guests.sql", built_in!("review/rv-refund-report/data/guests.sql")),
        ("data/in_parts.sql", built_in!("review/rv-refund-report/data/in_parts.sql")),
        ("data/month_end.sql", built_in!("review/rv-refund-report/data/month_end.sql")),
        ("data/no_refund.sql", built_in!("review/rv-refund-report/data/no_refund.sql")),
        ("data/nothing.sql", built_in!("review/rv-refund-report/data/nothing.sql")),
        ("data/odd_share.sql", built_in!("review/rv-refund-report/data/odd_share.sql")),
        ("data/old_system.sql", built_in!("review/rv-refund-report/data/old_system.sql")),
        ("data/paid_in_july.sql", built_in!("review/rv-refund-report/data/paid_in_july.sql")),
        ("data/same_number.sql", built_in!("review/rv-refund-report/data/same_number.sql")),
        ("data/sample.sql", built_in!("review/rv-refund-report/data/sample.sql")),
        ("data/schema.sql", built_in!("review/rv-refund-report/data/schema.sql")),
        ("starter.sql", built_in!("review/rv-refund-report/starter.sql")),
    ],
    reference: Some(("reference.sql", built_in!("review/rv-refund-report/reference.sql"))),
};

const CONFIGURATION: Taken = Taken {
    question: built_in!("review/rv-dbt-workflow/question.toml"),
    from: "\n[[faults]]",
    file: Some("deploy.yml"),
    files: &[("deploy.yml", built_in!("review/rv-dbt-workflow/deploy.yml"))],
    reference: None,
};

/// What a question of this kind and mode takes over; nothing where a skeleton of placeholders is
/// enough.
pub(super) const fn taken(wanted: &Wanted) -> Option<Taken> {
    match (wanted.kind, wanted.mode) {
        (Kind::DataModelling, Mode::Sql) => Some(MODEL),
        (Kind::Review, Mode::Python) => Some(PROGRAM),
        (Kind::Review, Mode::Sql) => Some(QUERY),
        (Kind::Review, Mode::Free) => Some(CONFIGURATION),
        _ => None,
    }
}
