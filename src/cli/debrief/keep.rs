//! What was asked in an interview becomes a question of one's own, or a card.

use super::shared::{asked, found};
use crate::bank::question::{Kind, Mode};
use crate::cli::args::bank::NewArgs;
use crate::cli::args::interview::{DebriefCardArgs, DebriefQuestionArgs};
use crate::cli::bank;
use crate::cli::context::Context;
use crate::cli::error::{Error, Outcome};
use crate::cli::inquiry::{Inquiry, not_empty};
use crate::practice::Home;
use crate::prep::debrief::Interview;
use crate::prep::exchange;
use crate::prep::record::Fact;
use crate::prep::slug::slug;

/// Words of what was asked that an id and a title are made of.
const ID_WORDS: usize = 5;
const TITLE_WORDS: usize = 8;

pub(super) fn question(
    args: &DebriefQuestionArgs,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let practice = home.read()?;
    let (_, interview) = found(&practice, &args.id)?;
    let text = asked(interview, args.number)?;
    make(interview, text, args.question.clone(), args.topic.clone(), context)
}

/// By the code of `mock bank new`, with nothing left to ask.
fn make(
    interview: &Interview,
    text: &str,
    id: Option<String>,
    topic: Option<String>,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let new = NewArgs {
        id: Some(id.unwrap_or_else(|| id_of(text, interview))),
        mode: Some(Mode::Free),
        kind: Some(interview.kind.unwrap_or(Kind::PhoneScreen)),
        title: Some(title_of(text)),
        prompt: Some(text.to_owned()),
        topic,
        level: Vec::new(),
        minutes: None,
        license: None,
        author: None,
        dir: None,
    };
    bank::new::run(&new, context)
}

/// Letters that an id may have; where there are none, the interview's.
fn id_of(text: &str, interview: &Interview) -> String {
    let is_kept = |c: char| c.is_ascii_alphanumeric() || !c.is_alphanumeric();
    let plain: String = text.chars().filter(|c| is_kept(*c)).collect();
    let of = |text: &str| slug(text).split('-').take(ID_WORDS).collect::<Vec<_>>().join("-");
    let id = of(&plain);
    if id.is_empty() {
        let plain: String = interview.id.chars().filter(|c| is_kept(*c)).collect();
        return format!("asked-{}", of(&plain));
    }
    id
}

fn title_of(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(TITLE_WORDS).collect();
    let title = words.join(" ");
    title.trim_end_matches(['?', '.', ',', ';', ':', '!']).to_owned()
}

pub(super) fn card(
    args: &DebriefCardArgs,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let practice = home.read()?;
    let (_, interview) = found(&practice, &args.id)?;
    let text = asked(interview, args.number)?.to_owned();
    let given = args.answer.as_deref().map(str::trim).filter(|answer| !answer.is_empty());
    let answer = match given {
        Some(answer) => answer.to_owned(),
        None => {
            const LEFT: (&str, &str) = ("no card was made", "`--answer TEXT` asks nothing");
            let Some(inquiry) = Inquiry::on(context, LEFT)? else {
                let message = "a card has two sides; add what you would say now: --answer TEXT";
                return Err(Error::Usage(message.to_owned()));
            };
            inquiry.line(BACK, None, not_empty)?
        }
    };
    take(&text, &answer, args.topic.as_deref(), home, context)
}

const BACK: &str = "What would you say now?";

fn take(
    front: &str,
    back: &str,
    topic: Option<&str>,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let card = exchange::own(front, back, topic.unwrap_or_default()).card;
    let id = card.id.clone();
    home.add(&context.now, |_| vec![Fact::Taken { card: Box::new(card) }])?;
    writeln!(context.out, "The card {id} is due today: `mock drill`")?;
    Ok(Outcome::Fine)
}

/// Offers to keep each thing that was asked.
pub(super) fn offer(
    interview: &Interview,
    inquiry: &Inquiry,
    home: &Home,
    context: &mut Context,
) -> Result<(), Error> {
    for text in &interview.asked {
        let choices = ["no", "as a drill card", "as a question of my own"];
        context.out.flush()?;
        match inquiry.pick(&format!("Keep \"{text}\"?"), choices, 0)? {
            1 => {
                let back = inquiry.line(BACK, None, not_empty)?;
                take(text, &back, None, home, context)?;
            }
            2 => {
                // One that cannot be made leaves the rest to be kept.
                if let Err(error) = make(interview, text, None, None, context) {
                    context.tell(error)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}
