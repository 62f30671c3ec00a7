//! One connection to a server, with a limit on everything that is asked of it.

use std::io;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use postgres::error::ErrorPosition;
use postgres::{Client, NoTls, SimpleQueryMessage};

use super::compare::{Column, Table};
use super::error::SqlError;
use super::relay::Relay;
use super::server::{Server, Settings};
use crate::clock;
use crate::grade::time_limit::{Spent, TimeLimit, Watch};

/// Why something asked came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SqlStop {
    /// PostgreSQL refused it; the session goes on.
    Refused(SqlError),
    /// Its time was up.
    Late { spent: Spent, limit: TimeLimit },
    /// The worker's memory was.
    Memory,
    /// More came back than anybody reads.
    Output,
    /// The server ended on its own, or the connection did.
    Lost(String),
}

/// What may be taken, by one thing asked or by several together.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub time: TimeLimit,
    /// Bytes of one answer.
    pub output: u64,
}

/// A limit that has begun to run.
#[derive(Clone, Debug)]
pub struct Running {
    limit: TimeLimit,
    watch: Watch,
    output: u64,
}

/// Bytes of one result, and rows of it, that are read at most.
pub const OUTPUT_MOST: u64 = 32 * 1024 * 1024;
pub const ROWS_MOST: usize = 100_000;
/// Resident memory that the embedded worker may take beyond what it has when it is idle, KiB.
pub const MEMORY_MOST_KIB: u64 = 512 * 1024;
/// Rows of one round trip: few at first, since most results are small.
const FETCHES: [usize; 2] = [500, 10_000];
/// How long a cancelled statement may take to say so.
const GRACE: Duration = Duration::from_millis(1_500);
const TICK_MS: u64 = 10;
const TICK: Duration = Duration::from_millis(TICK_MS);

impl Limit {
    pub const fn milliseconds(time: u64) -> Limit {
        Limit { time: TimeLimit::of(time), output: OUTPUT_MOST }
    }
}

/// Connected, with a role that may do little and a place of its own.
pub struct Session {
    // Dropped in this order: the client, its wire, the server.
    client: Client,
    relay: Relay,
    server: Server,
    idle_kib: u64,
    is_over: bool,
    /// `PostgreSQL 17.5, embedded`.
    pub engine: String,
    /// The role that runs everything of a question and of an answer.
    pub role: String,
    own_database: Option<OwnDatabase>,
}

/// What was created on a server that others use.
struct OwnDatabase {
    name: String,
    config: postgres::Config,
}

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(60);
const SETUP: Limit = Limit::milliseconds(60_000);

impl Session {
    /// Starts or reaches the server, and makes a role and, on a real one, a database.
    ///
    /// # Errors
    /// What is missing, and what to do.
    pub fn open(settings: &Settings) -> Result<Session, String> {
        let server = Server::start(settings)?;
        let relay = server.sockets.folder("relay");
        let relay = relay.and_then(|folder| Relay::open(&folder, server.target.clone()));
        let relay = relay.map_err(|cause| format!("no socket for the SQL engine: {cause}"))?;
        let mut config = server.config.clone();
        config.connect_timeout(Duration::from_secs(10)).application_name("mock");
        let config = through(&config, &relay);
        let name = format!("mock_{}_{}", std::process::id(), clock::micros());
        let mut own_database = None;
        let mut client = connect(&config, &relay, &server)?;
        if !server.is_embedded {
            let create = format!("CREATE DATABASE {name}");
            let running = server.begin(SETUP);
            ask(&mut client, &relay, &server, 0, &running, |client| client.batch_execute(&create))
                .map_err(|stop| format!("no database of its own can be made: {}", said(&stop)))?;
            own_database = Some(OwnDatabase { name: name.clone(), config: config.clone() });
            let mut own = config;
            own.dbname(&name);
            drop(client);
            client = connect(&own, &relay, &server).inspect_err(|_| {
                drop_database(own_database.as_ref(), &name);
            })?;
        }
        let mut session = Session {
            client,
            relay,
            server,
            idle_kib: 0,
            is_over: false,
            engine: String::new(),
            role: name,
            own_database,
        };
        session
            .prepare()
            .map_err(|stop| format!("the SQL engine cannot be made ready: {}", said(&stop)))?;
        Ok(session)
    }

    /// The role, what it may not call, and how values print.
    fn prepare(&mut self) -> Result<(), SqlStop> {
        let settings = "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; \
             SET IntervalStyle = 'postgres'; SET extra_float_digits = 1; \
             SET client_encoding = 'UTF8'; SET client_min_messages = 'error'; \
             SET bytea_output = 'hex'; SET lc_messages = 'C';";
        // Who is no superuser may not set the last.
        if self.run(settings, SETUP).is_err() {
            let without = settings.trim_end_matches(" SET lc_messages = 'C';");
            self.run(without, SETUP)?;
        }
        let is_super = self.one("SHOW is_superuser")? == "on";
        let role = self.role.clone();
        let made = self.run(&format!("CREATE ROLE {role} NOLOGIN"), SETUP);
        match made {
            Ok(()) => {
                self.run(&format!("GRANT {role} TO CURRENT_USER"), SETUP).or_else(|stop| {
                    // A superuser needs no grant.
                    if is_super { Ok(()) } else { Err(stop) }
                })?
            }
            // Without a role of its own it is the user's, in a database where nothing else is.
            Err(SqlStop::Refused(_)) if !is_super => self.role = self.one("SELECT current_user")?,
            Err(stop) => return Err(stop),
        }
        if is_super {
            self.run(
                "REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC; \
                 REVOKE ALL ON SCHEMA public FROM PUBLIC; \
                 SET temp_file_limit = '1GB'; SET max_parallel_workers_per_gather = 0;",
                SETUP,
            )?;
        }
        let database = self.one("SELECT quote_ident(current_database())")?;
        let temporary = format!("GRANT TEMPORARY ON DATABASE {database} TO {}", self.role);
        self.run(&temporary, SETUP)?;
        let version = self.one("SHOW server_version")?;
        let version = version.split_whitespace().next().unwrap_or_default().to_owned();
        let place = match (self.server.is_embedded, self.server.is_private()) {
            (true, _) => "embedded",
            (false, true) => "private cluster",
            (false, false) => "server",
        };
        self.engine = format!("PostgreSQL {version}, {place}");
        self.idle_kib = self.server.memory_kib().unwrap_or(0);
        Ok(())
    }

    pub fn is_embedded(&self) -> bool {
        self.server.is_embedded
    }

    /// Whether nothing can be asked any more.
    pub fn is_over(&self) -> bool {
        self.is_over || self.client.is_closed() || self.relay.is_over()
    }

    /// Nothing more is to be asked of it.
    pub fn give_up(&mut self) {
        self.is_over = true;
    }

    /// Statements whose results nobody reads.
    ///
    /// # Errors
    /// What stopped them.
    pub fn run(&mut self, sql: &str, limit: Limit) -> Result<(), SqlStop> {
        let running = self.begin(limit);
        self.ask(&running, |client| client.batch_execute(sql))
    }

    /// From now on this limit runs, for all that is asked with it.
    pub fn begin(&self, limit: Limit) -> Running {
        self.server.begin(limit)
    }

    /// The first value of a statement, as text.
    ///
    /// # Errors
    /// What stopped it.
    pub fn one(&mut self, sql: &str) -> Result<String, SqlStop> {
        let rows = self.texts(sql, SETUP)?;
        Ok(rows.into_iter().flatten().flatten().next().unwrap_or_default())
    }

    /// All rows of a statement, as text.
    ///
    /// # Errors
    /// What stopped it.
    pub fn texts(&mut self, sql: &str, limit: Limit) -> Result<Vec<Vec<Option<String>>>, SqlStop> {
        self.texts_within(sql, &self.begin(limit))
    }

    /// As [`Session::texts`], within a limit that runs already.
    ///
    /// # Errors
    /// What stopped it.
    pub fn texts_within(
        &mut self,
        sql: &str,
        running: &Running,
    ) -> Result<Vec<Vec<Option<String>>>, SqlStop> {
        let messages = self.ask(running, |client| client.simple_query(sql))?;
        Ok(rows_of(&messages))
    }

    /// The result of one query, by a cursor within the transaction that stands. Positions of
    /// errors are those in `sql`.
    ///
    /// # Errors
    /// What stopped it.
    pub fn query(&mut self, sql: &str, limit: Limit) -> Result<Table, SqlStop> {
        let running = self.begin(limit);
        let statement = self.ask(&running, |client| client.prepare(sql))?;
        if !statement.params().is_empty() {
            return Err(SqlStop::Refused(SqlError::own(
                "there is no value for the parameter $1: write it out",
            )));
        }
        let columns = statement.columns().iter();
        let columns: Vec<Column> =
            columns.map(|column| Column::new(column.name(), column.type_().name())).collect();
        drop(statement);
        let declare = "SET LOCAL cursor_tuple_fraction = 1; \
             DECLARE mock_rows NO SCROLL CURSOR FOR\n";
        let declared =
            self.ask(&running, |client| client.batch_execute(&format!("{declare}{sql}")));
        declared.map_err(|stop| match stop {
            SqlStop::Refused(fault) => SqlStop::Refused(fault.shifted(declare.chars().count())),
            stop => stop,
        })?;
        let mut rows = Vec::new();
        let mut most = FETCHES[0];
        loop {
            let fetch = format!("FETCH FORWARD {most} FROM mock_rows");
            let fetched = self.texts_within(&fetch, &running)?;
            let is_last = fetched.len() < most;
            rows.extend(fetched);
            if is_last {
                break;
            }
            if rows.len() > ROWS_MOST {
                return Err(SqlStop::Output);
            }
            most = FETCHES[1];
        }
        self.run("CLOSE mock_rows", SETUP)?;
        Ok(Table { columns, rows })
    }

    fn ask<T>(
        &mut self,
        running: &Running,
        asked: impl FnOnce(&mut Client) -> Result<T, postgres::Error>,
    ) -> Result<T, SqlStop> {
        ask(&mut self.client, &self.relay, &self.server, self.idle_kib, running, asked)
    }

    /// The worker's process: for tests that kill it.
    #[doc(hidden)]
    pub fn kill_worker(&self) {
        self.server.kill();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.own_database.is_some() && !self.server.is_private() {
            drop_database(self.own_database.as_ref(), &self.role);
        }
    }
}

/// Drops the database, then the role, over a connection of its own. What cannot be dropped now
/// stays, under a name that begins with `mock_`.
fn drop_database(own: Option<&OwnDatabase>, role: &str) {
    let Some(own) = own else { return };
    if let Ok(mut client) = own.config.connect(NoTls) {
        let _limited = client.batch_execute("SET statement_timeout = '10s'");
        let _dropped = client.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", own.name));
        if role == own.name {
            let _dropped = client.batch_execute(&format!("DROP ROLE {role}"));
        }
    }
}

/// The same user and database over the relay's socket.
fn through(config: &postgres::Config, relay: &Relay) -> postgres::Config {
    let mut near = postgres::Config::new();
    near.host_path(relay.folder()).port(5432).application_name("mock");
    near.connect_timeout(Duration::from_secs(10));
    if let Some(user) = config.get_user() {
        near.user(user);
    }
    if let Some(password) = config.get_password() {
        near.password(password);
    }
    if let Some(database) = config.get_dbname() {
        near.dbname(database);
    }
    if let Some(options) = config.get_options() {
        near.options(options);
    }
    near
}

fn connect(config: &postgres::Config, relay: &Relay, server: &Server) -> Result<Client, String> {
    let (tell, told) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            if let Err(mpsc::RecvTimeoutError::Timeout) = told.recv_timeout(CONNECT) {
                relay.cut();
                server.kill();
            }
        });
        let connected = config.connect(NoTls);
        drop(tell);
        connected.map_err(|cause| format!("the SQL engine cannot be reached: {}", whole(&cause)))
    })
}

fn said(stop: &SqlStop) -> String {
    match stop {
        SqlStop::Refused(fault) => fault.message.clone(),
        SqlStop::Late { .. } => "its time was up".to_owned(),
        SqlStop::Memory => "its memory was full".to_owned(),
        SqlStop::Output => "it said too much".to_owned(),
        SqlStop::Lost(cause) => cause.clone(),
    }
}

/// What the watch saw.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Nothing,
    Late(Spent),
    Memory,
}

/// Asks, while a second thread watches clock and memory, and ends what goes beyond.
fn ask<T>(
    client: &mut Client,
    relay: &Relay,
    server: &Server,
    idle_kib: u64,
    running: &Running,
    asked: impl FnOnce(&mut Client) -> Result<T, postgres::Error>,
) -> Result<T, SqlStop> {
    relay.cap(running.output);
    let (limit, looks) = (running.limit, running.watch.clone());
    let cancel = client.cancel_token();
    let (tell, told) = mpsc::channel::<()>();
    let (result, seen) = thread::scope(|scope| {
        let watch = scope.spawn(move || {
            let seen = watch(&told, server, idle_kib, looks);
            if seen == Seen::Nothing {
                return seen;
            }
            server.kill();
            // A server that does not answer this either is cut off below.
            let _asked = if server.is_embedded { Ok(()) } else { cancel.cancel_query(NoTls) };
            if server.is_embedded
                || told.recv_timeout(GRACE) == Err(mpsc::RecvTimeoutError::Timeout)
            {
                relay.cut();
            }
            seen
        });
        let result = asked(client);
        drop(tell);
        (result, watch.join().unwrap_or(Seen::Nothing))
    });
    let cause = match result {
        Ok(value) => return Ok(value),
        Err(cause) => cause,
    };
    match seen {
        Seen::Late(spent) => Err(SqlStop::Late { spent, limit }),
        Seen::Memory => Err(SqlStop::Memory),
        Seen::Nothing if relay.is_over() => {
            server.kill();
            Err(SqlStop::Output)
        }
        Seen::Nothing => Err(stop_of(&cause)),
    }
}

fn watch(told: &mpsc::Receiver<()>, server: &Server, idle_kib: u64, looks: Watch) -> Seen {
    let mut now = server.spent();
    loop {
        if told.recv_timeout(TICK) != Err(mpsc::RecvTimeoutError::Timeout) {
            return Seen::Nothing;
        }
        let due = now.clock_ms + TICK_MS;
        now = server.spent();
        if let Some(spent) = looks.look(now, due) {
            return Seen::Late(spent);
        }
        if idle_kib > 0 && server.memory_kib().is_some_and(|kib| kib > idle_kib + MEMORY_MOST_KIB) {
            return Seen::Memory;
        }
    }
}

impl Server {
    fn begin(&self, limit: Limit) -> Running {
        let now = self.spent();
        let is_known = now.processor_ms.is_some();
        let time = if is_known { limit.time } else { limit.time.by_clock_alone() };
        Running { limit: time, watch: Watch::new(time, now), output: limit.output }
    }

    /// What there was so far, by both measures.
    fn spent(&self) -> Spent {
        Spent { processor_ms: self.processor_ms(), clock_ms: clock::micros() / 1_000 }
    }
}

fn stop_of(cause: &postgres::Error) -> SqlStop {
    let Some(error) = cause.as_db_error() else { return SqlStop::Lost(whole(cause)) };
    // The server is shutting down, or ended one of its own processes.
    if matches!(error.code().code(), "57P01" | "57P02" | "57P03") {
        return SqlStop::Lost(error.message().to_owned());
    }
    let position = match error.position() {
        Some(ErrorPosition::Original(at)) => usize::try_from(*at).ok(),
        _ => None,
    };
    SqlStop::Refused(SqlError {
        code: error.code().code().to_owned(),
        message: error.message().to_owned(),
        detail: error.detail().map(str::to_owned),
        hint: error.hint().map(str::to_owned),
        position,
    })
}

/// An error with what lies below it.
fn whole(cause: &postgres::Error) -> String {
    let mut text = cause.to_string();
    let mut below = std::error::Error::source(cause);
    while let Some(cause) = below {
        if let Some(io) = cause.downcast_ref::<io::Error>() {
            text = format!("{text}: {io}");
        } else {
            text = format!("{text}: {cause}");
        }
        below = cause.source();
    }
    text
}

fn rows_of(messages: &[SimpleQueryMessage]) -> Vec<Vec<Option<String>>> {
    let mut rows = Vec::new();
    for message in messages {
        if let SimpleQueryMessage::Row(row) = message {
            rows.push((0..row.len()).map(|at| row.get(at).map(str::to_owned)).collect());
        }
    }
    rows
}
