//! Lines that a person might type, in any order: most fit where they fall, and some do not.

use rand::rngs::ChaCha12Rng;
use rand::{RngExt, SeedableRng};

const FORMATS: [&str; 4] = ["phone-screen", "behavioral", "coding", "onsite"];

pub struct Script {
    pub args: Vec<String>,
    pub lines: Vec<String>,
}

pub fn script(seed: u64) -> Script {
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    let format = FORMATS[usize::try_from(seed).unwrap_or(0) % FORMATS.len()];
    let seed = seed.to_string();
    let args = ["run", "--plain", "--format", format, "--seed", &seed].map(str::to_owned).to_vec();
    let mut lines = vec![String::new(), "I build pipelines.".to_owned(), ".".to_owned()];
    for number in 0..70 {
        let line = match rng.random_range(0..14) {
            0..4 => format!("Line {number}: I key by account, since order holds in a partition."),
            4 | 5 => format!("/ask Question {number}: how many rows are there, and how many keys?"),
            6 => "/hint\ny".to_owned(),
            7 | 8 => ".".to_owned(),
            9 => String::new(),
            10 => "3".to_owned(),
            11 => ["p", "n", "m", "x"][number % 4].to_owned(),
            12 => ["/time", "/show", "/undo", "/skip\ny"][number % 4].to_owned(),
            _ => "/pause the door\n".to_owned(),
        };
        lines.push(line);
    }
    Script {
        args,
        lines: lines.iter().flat_map(|line| line.split('\n')).map(str::to_owned).collect(),
    }
}

impl Script {
    pub fn args(&self) -> Vec<&str> {
        self.args.iter().map(String::as_str).collect()
    }

    pub fn input(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }
}
