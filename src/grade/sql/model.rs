//! A data model on all its data sets.

use super::judge::{Broken, Data, Modelled, NOT_RUN, Trial};
use super::{Open, Run, ensure, is_aside, is_limit};
use crate::bank::task::ModelOffer;
use crate::engine::verdict::{CaseVerdict, Outcome, Tests, Verdict};

impl Run<'_> {
    /// Loads each data set, and looks at the views and the rows; the rows that are offered are tried
    /// on the first visible one.
    pub(super) fn model(&mut self, all: &[Data], verdict: &mut Verdict) {
        let offers: Vec<&ModelOffer> = self
            .task
            .spec
            .offers
            .iter()
            .filter(|offer| offer.visible || verdict.tests == Tests::All)
            .collect();
        for (at, data) in all.iter().enumerate() {
            let offers = if at == 0 { &offers[..] } else { &[] };
            let stopped = match self.model_on(data, offers, verdict) {
                Ok(stopped) => stopped,
                Err(cause) => {
                    verdict.outcome = Outcome::NotGraded;
                    verdict.message = cause;
                    return;
                }
            };
            if let Some(case) = stopped.filter(|_| at == 0) {
                // It would stop alike on all others.
                verdict.cases.clear();
                (verdict.outcome, verdict.message) = (case.outcome, case.message);
                return;
            }
        }
        let failed = verdict.cases.iter().filter(|case| !is_aside(case)).map(|case| case.outcome);
        let failed = failed.into_iter().find(|outcome| *outcome != Outcome::Accepted);
        verdict.outcome = failed.unwrap_or(Outcome::Accepted);
    }

    /// Judges one data set, and says what stopped the script on it.
    fn model_on(
        &mut self,
        data: &Data,
        offers: &[&ModelOffer],
        verdict: &mut Verdict,
    ) -> Result<Option<CaseVerdict>, String> {
        let trial = Trial { task: self.task, code: self.code, data, plan: None };
        if verdict.cases.iter().any(|case| is_limit(case.outcome)) {
            let case = data.verdict(Outcome::NotGraded, NOT_RUN);
            match data.own {
                true => verdict.cases.push(case),
                false => verdict.cases.extend(trial.no_view(&case)),
            }
            return Ok(None);
        }
        let modelled = match self.modelled(&trial, offers, verdict) {
            Ok(modelled) => modelled,
            Err(cause) if data.own => {
                verdict.cases.push(data.verdict(Outcome::NotGraded, cause));
                return Ok(None);
            }
            Err(cause) => return Err(cause),
        };
        if data.own {
            verdict.cases.push(trial.own_case(modelled));
            return Ok(None);
        }
        Ok(match modelled {
            Modelled::Stopped(case) => {
                verdict.cases.extend(trial.no_view(&case));
                Some(*case)
            }
            Modelled::Cases(cases) => {
                verdict.cases.extend(cases);
                None
            }
        })
    }

    /// On a server that ends under it a second time the answer is at fault.
    fn modelled(
        &mut self,
        trial: &Trial,
        offers: &[&ModelOffer],
        verdict: &mut Verdict,
    ) -> Result<Modelled, String> {
        let mut lost = 0;
        loop {
            ensure(&self.grader.settings, self.open)?;
            let Open { session: Some(session), known } = &mut *self.open else {
                return Err("the SQL engine is gone".to_owned());
            };
            verdict.engine.clone_from(&session.engine);
            let (cause, in_answer) = match trial.judge_model(session, known, offers) {
                Ok(modelled) => return Ok(modelled),
                Err(Broken::Question(cause)) => return Err(cause),
                Err(Broken::Lost(cause, in_answer)) => (cause, in_answer),
            };
            self.open.session = None;
            lost += 1;
            if lost == 2 && in_answer {
                let message = format!("PostgreSQL ended twice while it ran: {cause}");
                let case = trial.data.verdict(Outcome::RuntimeError, message);
                return Ok(Modelled::Stopped(Box::new(case)));
            }
            if lost == 2 {
                return Err(format!("the SQL engine ended twice: {cause}"));
            }
        }
    }
}
