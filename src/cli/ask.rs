//! `mock ask`: questions for the interviewer are chosen, and what was heard is kept.

use serde_json::{Value, json};

use super::args::folders::Folders;
use super::args::interview::{
    AskAddArgs, AskArgs, AskCommand, AskHeardArgs, AskIdsArgs, AskRemoveArgs, AskShowArgs,
};
use super::built_in;
use super::context::Context;
use super::error::{Error, Outcome};
use super::folders::{load_formats, unknown_format};
use super::inquiry::Inquiry;
use crate::bank::prep::PrepGroup;
use crate::bank::walk::did_you_mean;
use crate::format::{Format, RoundFormat};
use crate::practice::Home;
use crate::prep::ask::{Asked, Offer, OwnQuestion, Questions, offers};
use crate::prep::record::Fact;
use crate::view::say;

/// # Errors
/// Where there is no such round or question, or the log cannot be read or written.
pub fn run(args: &AskArgs, context: &mut Context) -> Result<Outcome, Error> {
    let home = Home::new(context.paths);
    match &args.command {
        None => choose_or_show(&args.show, &home, context),
        Some(AskCommand::List(args)) => list(args, &home, context),
        Some(AskCommand::Choose(args)) => choose(args, true, &home, context),
        Some(AskCommand::Drop(args)) => choose(args, false, &home, context),
        Some(AskCommand::Add(args)) => add(args, &home, context),
        Some(AskCommand::Remove(args)) => remove(args, &home, context),
        Some(AskCommand::Heard(args)) => heard(args, &home, context),
    }
}

/// Everything a command of this file looks at.
struct Table {
    bank: Vec<PrepGroup>,
    questions: Questions,
    round: Option<RoundFormat>,
}

impl Table {
    fn new(round: Option<&str>, home: &Home, context: &Context) -> Result<Table, Error> {
        let round = round.map(|id| one_round(id, context)).transpose()?;
        Ok(Table { bank: built_in::questions()?, questions: home.read()?.questions, round })
    }

    /// The round's id; empty for any round.
    fn round(&self) -> &str {
        self.round.as_ref().map_or("", |round| round.id.as_str())
    }

    fn offers(&self) -> Vec<Offer> {
        offers(&self.bank, &self.questions, self.round.as_ref().map(|round| round.kind))
    }

    /// The questions of these ids, each once.
    fn known(&self, ids: &[String]) -> Result<Vec<String>, Error> {
        let mut known: Vec<String> = Vec::new();
        for id in ids {
            if !self.offers().iter().any(|offer| offer.id == *id) {
                return Err(self.no_question(id));
            }
            if !known.contains(id) {
                known.push(id.clone());
            }
        }
        Ok(known)
    }

    fn no_question(&self, id: &str) -> Error {
        let all = self.offers();
        let near = did_you_mean(id, all.iter().map(|offer| offer.id.as_str()));
        let help = near.unwrap_or_else(|| "`mock ask` names them".to_owned());
        Error::unknown(format!("there is no question `{id}` to ask"), help)
    }
}

/// A round; a loop has several interviewers, so one of its rounds has to be named.
pub(super) fn one_round(id: &str, context: &Context) -> Result<RoundFormat, Error> {
    let formats = load_formats(&Folders::default(), context).formats;
    match formats.get(id) {
        Some(Format::Round(round)) => Ok(round),
        Some(Format::Loop(looped)) => {
            let rounds: Vec<&str> = looped
                .slots
                .iter()
                .flat_map(|slot| slot.what.rounds())
                .map(String::as_str)
                .collect();
            let message = format!("{id} is a loop, with an interviewer a round");
            Err(Error::unknown(message, format!("name one of its rounds: {}", rounds.join(", "))))
        }
        None => Err(unknown_format(id, &formats)),
    }
}

fn choose_or_show(
    args: &AskShowArgs,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let table = Table::new(args.round.as_deref(), home, context)?;
    if args.json {
        writeln!(context.out, "{:#}", as_json(&table))?;
        return Ok(Outcome::Fine);
    }
    const LEFT: (&str, &str) = ("nothing was changed", "`mock ask choose ID` asks nothing");
    let Some(inquiry) = Inquiry::on(context, LEFT)? else {
        context.put(&say::ask::all(&table.offers(), &table.questions, table.round.as_ref()))?;
        return Ok(Outcome::Fine);
    };
    let offers = table.offers();
    let before = table.questions.chosen_for(table.round());
    let items: Vec<(String, bool)> = offers
        .iter()
        .map(|offer| (offer.ask.clone(), before.contains(&offer.id.as_str())))
        .collect();
    if let Some(round) = &table.round {
        context.show(&say::ask::persona(round))?;
        context.out.flush()?;
    }
    let Some(ticked) = inquiry.tick("What do you want to ask?", &items)? else {
        context.tell(LEFT.0)?;
        return Ok(Outcome::Fine);
    };
    let is_ticked = |id: &str| ticked.iter().any(|at| offers[*at].id == id);
    // Those that were chosen before keep their order.
    let kept = before.iter().filter(|id| is_ticked(id)).map(|&id| id.to_owned());
    let new = ticked.iter().map(|at| &offers[*at].id).filter(|id| !before.contains(&id.as_str()));
    let chosen: Vec<String> = kept.chain(new.cloned()).collect();
    keep(&table, chosen, home, context)?;
    list(&AskShowArgs { json: false, ..args.clone() }, home, context)
}

/// What is unticked for one round, and was chosen for any, is chosen for any no longer.
fn keep(
    table: &Table,
    chosen: Vec<String>,
    home: &Home,
    context: &mut Context,
) -> Result<(), Error> {
    let round = table.round().to_owned();
    home.add(&context.now, |practice| {
        let anywhere = practice.questions.chosen.get("").cloned().unwrap_or_default();
        let left: Vec<String> = anywhere.iter().filter(|id| chosen.contains(id)).cloned().collect();
        let mut facts = Vec::new();
        if !round.is_empty() && left.len() < anywhere.len() {
            facts.push(Fact::QuestionsChosen { round: String::new(), questions: left.clone() });
        }
        let own: Vec<String> = match round.is_empty() {
            true => chosen,
            false => chosen.into_iter().filter(|id| !left.contains(id)).collect(),
        };
        facts.push(Fact::QuestionsChosen { round, questions: own });
        facts
    })?;
    Ok(())
}

fn list(args: &AskShowArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let table = Table::new(args.round.as_deref(), home, context)?;
    if args.json {
        writeln!(context.out, "{:#}", as_json(&table))?;
        return Ok(Outcome::Fine);
    }
    let blocks = say::ask::chosen(&table.offers(), &table.questions, table.round.as_ref());
    context.show(&blocks)?;
    Ok(Outcome::Fine)
}

fn choose(
    args: &AskIdsArgs,
    is_wanted: bool,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let table = Table::new(args.round.as_deref(), home, context)?;
    let ids = table.known(&args.ids)?;
    let of_round = table.questions.chosen.get(table.round());
    let is_chosen = |id: &String| of_round.is_some_and(|chosen| chosen.contains(id));
    let unknown = ids.iter().find(|id| !is_wanted && !is_chosen(id));
    if let Some(id) = unknown {
        let message = format!("`{id}` isn't chosen {}", say::ask::place(table.round()));
        return Err(Error::unknown(message, "`mock ask list` shows what is, and for which round"));
    }
    let round = table.round().to_owned();
    let added = home.add(&context.now, |practice| {
        let mut questions = practice.questions.chosen.get(&round).cloned().unwrap_or_default();
        questions.retain(|id| !ids.contains(id));
        if is_wanted {
            questions.extend(ids);
        }
        vec![Fact::QuestionsChosen { round, questions }]
    })?;
    let count = added.practice.questions.chosen_for(table.round()).len();
    let place = say::ask::place(table.round());
    writeln!(context.out, "{}", say::ask::count(count, &place))?;
    Ok(Outcome::Fine)
}

fn add(args: &AskAddArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let table = Table::new(args.round.as_deref(), home, context)?;
    let ask = args.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if ask.is_empty() {
        return Err(Error::Usage("which question? write it: mock ask add \"Who …?\"".to_owned()));
    }
    let mut made = String::new();
    let round = table.round().to_owned();
    home.add(&context.now, |practice| {
        let same = practice.questions.own.values().find(|own| own.ask == ask);
        let id = match same {
            Some(own) => own.id.clone(),
            None => practice.questions.id_for(&ask, &table.bank),
        };
        made.clone_from(&id);
        let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
        let (why, listen_for) = (text(&args.why), text(&args.listen_for));
        let mut questions = practice.questions.chosen.get(&round).cloned().unwrap_or_default();
        if !questions.contains(&id) {
            questions.push(id.clone());
        }
        let question = Box::new(OwnQuestion { id, ask, why, listen_for });
        vec![Fact::QuestionAdded { question }, Fact::QuestionsChosen { round, questions }]
    })?;
    let place = say::ask::place(table.round());
    writeln!(context.out, "{made} is yours, and chosen {place}")?;
    Ok(Outcome::Fine)
}

fn remove(args: &AskRemoveArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let table = Table::new(None, home, context)?;
    let known = table.known(std::slice::from_ref(&args.id))?;
    if !table.questions.own.contains_key(&args.id) {
        let message = format!("`{}` is the bank's, not your own", args.id);
        return Err(Error::unknown(message, format!("`mock ask drop {}` doesn't ask it", args.id)));
    }
    let facts = known.into_iter().map(|question| Fact::QuestionRemoved { question }).collect();
    home.add(&context.now, |_| facts)?;
    writeln!(context.out, "{} is removed", args.id)?;
    Ok(Outcome::Fine)
}

fn heard(args: &AskHeardArgs, home: &Home, context: &mut Context) -> Result<Outcome, Error> {
    let table = Table::new(args.round.as_deref(), home, context)?;
    let company = args.company.clone().unwrap_or_default();
    let asked = |question: &str, heard: &str| Asked {
        question: question.to_owned(),
        round: table.round().to_owned(),
        company: company.clone(),
        heard: heard.trim().to_owned(),
    };
    if let Some(id) = &args.id {
        table.known(std::slice::from_ref(id))?;
        let fact = Fact::QuestionAsked(asked(id, args.text.as_deref().unwrap_or_default()));
        home.add(&context.now, |_| vec![fact])?;
        let offers = table.offers();
        let of_id = offers.iter().filter(|offer| offer.id == *id);
        context.show(&of_id.flat_map(say::ask::compare).collect::<Vec<_>>())?;
        return Ok(Outcome::Fine);
    }
    const LEFT: (&str, &str) =
        ("what was asked so far is kept", "`mock ask heard ID TEXT` asks nothing");
    let Some(inquiry) = Inquiry::on(context, LEFT)? else {
        return Err(Error::Usage("which question? write it: mock ask heard ID TEXT".to_owned()));
    };
    walk(&table, &inquiry, asked, home, context)
}

/// Every chosen question in turn: asked or not, what was heard, and then what to listen for.
fn walk(
    table: &Table,
    inquiry: &Inquiry,
    asked: impl Fn(&str, &str) -> Asked,
    home: &Home,
    context: &mut Context,
) -> Result<Outcome, Error> {
    let offers = table.offers();
    let chosen = table.questions.chosen_for(table.round());
    let all: Vec<&Offer> = offers.iter().filter(|it| chosen.contains(&it.id.as_str())).collect();
    if all.is_empty() {
        return Err(Error::unknown("no question is chosen", "`mock ask` chooses some"));
    }
    let items: Vec<(String, bool)> = all.iter().map(|it| (it.ask.clone(), false)).collect();
    let Some(ticked) = inquiry.tick("Which did you ask?", &items)? else {
        return Ok(Outcome::Fine);
    };
    for at in ticked {
        let offer = all[at];
        context.show(&say::ask::question(offer))?;
        context.out.flush()?;
        let text = inquiry.line_or_none("What did you hear?")?;
        // Each is kept before the next is asked.
        let fact = Fact::QuestionAsked(asked(&offer.id, &text));
        home.add(&context.now, |_| vec![fact])?;
        context.show(&say::ask::compare(offer))?;
        context.out.flush()?;
    }
    Ok(Outcome::Fine)
}

fn as_json(table: &Table) -> Value {
    let chosen = table.questions.chosen_for(table.round());
    let question = |offer: &Offer| {
        let asked = table.questions.asked.iter().filter(|(_, it)| it.question == offer.id);
        let asked: Vec<Value> = asked
            .map(|(day, it)| {
                json!({ "day": day, "round": it.round, "company": it.company, "heard": it.heard })
            })
            .collect();
        json!({
            "id": offer.id,
            "group": offer.group,
            "ask": offer.ask,
            "why": offer.why,
            "listen_for": offer.listen_for,
            "own": offer.is_own,
            "suits": offer.suits,
            "chosen": chosen.contains(&offer.id.as_str()),
            "asked": asked,
        })
    };
    json!({
        "round": table.round.as_ref().map(|round| &round.id),
        "chosen": chosen,
        "questions": table.offers().iter().map(question).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
#[path = "ask_tests.rs"]
mod tests;
