//! The thread that keeps files and answer alike.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::checks::{self, CheckAnswer};
use super::layout::Layout;
use super::sheet::{Before, Look, Sheet, Since};
use crate::files::replace;
use crate::message::Message;

/// After this long without another change the files are looked at, or typing is written.
const QUIET: Duration = Duration::from_millis(40);
const TYPING_QUIET: Duration = Duration::from_millis(300);

/// How often the files are looked at where nothing tells of changes, and where something does.
const POLL: Duration = Duration::from_millis(300);
const WATCHED: Duration = Duration::from_secs(2);

/// What the session's thread wants.
pub enum Request {
    /// Another question's files. `since` as in [`Sheet::reconcile`]. `done` is heard of, or
    /// dropped, once they are there.
    Open {
        layout: Box<Layout>,
        texts: Vec<String>,
        since: Since,
        done: Sender<()>,
    },
    /// The journal has another text for a sheet.
    Write {
        index: usize,
        text: String,
    },
    /// The answer is handed in.
    Shut,
    /// What came of a run that was asked for by file.
    Answer(Box<CheckAnswer>),
    /// Something changed in the folder.
    Changed,
    Close,
}

pub struct Keeper {
    sender: Sender<Request>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    pub fn spawn(session: Sender<Message>) -> io::Result<Keeper> {
        let (sender, receiver) = mpsc::channel();
        let own = sender.clone();
        let thread = thread::Builder::new()
            .name("workspace".to_owned())
            .spawn(move || Room::new(session, own).run(&receiver))?;
        Ok(Keeper { sender, thread: Some(thread) })
    }

    pub fn send(&self, order: Request) {
        // A thread that is gone keeps no files; the journal has everything.
        let _gone = self.sender.send(order);
    }

    pub fn close(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.send(Request::Close);
        if let Some(thread) = self.thread.take() {
            let _panicked = thread.join();
        }
    }
}

/// So that a panic elsewhere still leaves what was typed in the files.
impl Drop for Keeper {
    fn drop(&mut self) {
        self.end();
    }
}

/// What the thread has before it.
struct Room {
    session: Sender<Message>,
    own: Sender<Request>,
    folder: PathBuf,
    sheets: Vec<Sheet>,
    watcher: Option<RecommendedWatcher>,
    is_shut: bool,
    /// It was said that what is saved now does not count.
    is_told: bool,
    /// Who waits for a run: the token of its request.
    asked: Option<String>,
}

impl Room {
    fn new(session: Sender<Message>, own: Sender<Request>) -> Room {
        Room {
            session,
            own,
            folder: PathBuf::new(),
            sheets: Vec::new(),
            watcher: None,
            is_shut: false,
            is_told: false,
            asked: None,
        }
    }

    fn run(mut self, orders: &Receiver<Request>) {
        let mut wait = self.patience();
        loop {
            match orders.recv_timeout(wait) {
                Ok(Request::Close) | Err(RecvTimeoutError::Disconnected) => {
                    return self.write();
                }
                Ok(order) => wait = self.carry_out(order).min(self.patience()),
                Err(RecvTimeoutError::Timeout) => {
                    self.look();
                    self.write();
                    wait = self.patience();
                }
            }
        }
    }

    fn patience(&self) -> Duration {
        if self.watcher.is_some() { WATCHED } else { POLL }
    }

    /// Carries out an order and says how long to wait for another before looking at the files.
    fn carry_out(&mut self, order: Request) -> Duration {
        match order {
            Request::Open { layout, texts, since, done } => {
                self.open(*layout, texts, since);
                drop(done);
            }
            Request::Write { index, text } => {
                if let Some(sheet) = self.sheets.get_mut(index) {
                    sheet.typed(text);
                }
                return TYPING_QUIET;
            }
            Request::Shut => {
                self.write();
                self.is_shut = true;
            }
            Request::Answer(answer) => {
                if let Some(token) = self.asked.take() {
                    // The one who asked gives up by itself.
                    let _untold = checks::put_answer(&self.folder, &token, &answer);
                }
            }
            Request::Changed | Request::Close => return QUIET,
        }
        WATCHED
    }

    fn open(&mut self, layout: Layout, texts: Vec<String>, since: Since) {
        self.write();
        self.watcher = None;
        self.sheets.clear();
        (self.is_shut, self.is_told, self.asked) = (false, false, None);
        self.folder.clone_from(&layout.folder);
        if let Err(error) = put_read(&layout) {
            return self.refuse(&layout.folder, &error.to_string());
        }
        self.watcher = watch(&layout.folder, self.own.clone());
        for (plan, text) in layout.sheets.into_iter().zip(texts) {
            let mut sheet = Sheet::new(plan, text);
            match sheet.reconcile(since) {
                Ok(look) => self.tell(&mut sheet, look),
                Err(error) => self.refuse(sheet.path(), &error.to_string()),
            }
            self.sheets.push(sheet);
        }
        let before: Vec<Before> = self.sheets.iter_mut().filter_map(Sheet::take_before).collect();
        if let Some(text) = told_before(&before) {
            self.say(Message::Noticed(text));
        }
    }

    fn look(&mut self) {
        let mut sheets = std::mem::take(&mut self.sheets);
        for sheet in &mut sheets {
            let look = sheet.look();
            self.tell(sheet, look);
        }
        self.sheets = sheets;
        let is_open = !self.sheets.is_empty();
        if let Some(token) = is_open.then(|| checks::take_request(&self.folder)).flatten() {
            self.asked = Some(token);
            self.say(Message::RunAsked);
        }
    }

    fn tell(&mut self, sheet: &mut Sheet, look: Look) {
        match look {
            Look::Same => {}
            Look::Emptied => {
                // Looked at once more, soon.
                let _closing = self.own.send(Request::Changed);
            }
            Look::Saved(_) if self.is_shut => {
                if !std::mem::replace(&mut self.is_told, true) {
                    self.refuse(sheet.path(), "the answer is handed in already");
                }
            }
            Look::Saved(text) => {
                self.say(Message::FileSaved { field: sheet.field().to_owned(), text });
            }
            Look::Refused(why) => self.refuse(sheet.path(), &why),
        }
        sheet.take_notices().into_iter().for_each(|notice| self.say(Message::Noticed(notice)));
    }

    fn write(&mut self) {
        let mut sheets = std::mem::take(&mut self.sheets);
        for sheet in &mut sheets {
            if let Err(error) = sheet.write() {
                self.refuse(sheet.path(), &error.to_string());
            }
            self.tell(sheet, Look::Same);
        }
        self.sheets = sheets;
    }

    fn refuse(&self, path: &Path, why: &str) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.say(Message::FileRefused { name, why: why.to_owned() });
    }

    fn say(&self, message: Message) {
        // A session that is over has no one to tell.
        let _unheard = self.session.send(message);
    }
}

/// Where the attempt before is, in one sentence, and what of it nobody here wrote.
fn told_before(before: &[Before]) -> Option<String> {
    let copies: Vec<&str> = before.iter().map(|it| it.copy.as_str()).collect();
    let (last, first) = copies.split_last()?;
    let copies = match first.is_empty() {
        true => (*last).to_owned(),
        false => format!("{} and {last}", first.join(", ")),
    };
    let changed: Vec<&str> =
        before.iter().filter(|it| it.is_changed).map(|it| it.name.as_str()).collect();
    let changed = match changed.is_empty() {
        true => String::new(),
        false => format!(" {} changed after the hand-in.", changed.join(", ")),
    };
    Some(format!("What was there before is in {copies}.{changed}"))
}

fn put_read(layout: &Layout) -> io::Result<()> {
    fs::create_dir_all(&layout.folder)?;
    for (path, text) in &layout.read {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        replace(path, text.as_bytes())?;
    }
    Ok(())
}

/// Nothing where the system has no way to tell of changes: then the files are looked at in turn.
fn watch(folder: &Path, own: Sender<Request>) -> Option<RecommendedWatcher> {
    let told = move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _closing = own.send(Request::Changed);
        }
    };
    let mut watcher = notify::recommended_watcher(told).ok()?;
    watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}
