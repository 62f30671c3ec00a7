//! The process between us and the program: limits itself, starts it, waits, kills what is left.

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process, setrlimit, setsid};

use super::orders::{Layers, Limits, Orders};
use super::sweep;

/// First argument of our binary when it is to be the jail. No command of the program: people
/// never type it.
pub const WORD: &str = "__jail";

/// First word of the jail where it is in namespaces that came without the rights they need.
pub const WITHOUT_RIGHTS: &str = "without-rights";

/// The control socket's number in the program. Its standard input is empty: what reads that in an
/// answer meets an end, and not our requests.
const CONTROL: i32 = 200;

/// Becomes the jail where the arguments say so; called first thing in `main`, before any thread.
pub fn enter(mut args: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    if args.nth(1)? != WORD {
        return None;
    }
    let orders = args.next().and_then(|text| text.into_string().ok());
    let orders = orders.and_then(|text| serde_json::from_str(&text).ok());
    Some(match orders {
        Some(orders) => run(&orders),
        None => ExitCode::from(2),
    })
}

fn run(orders: &Orders) -> ExitCode {
    close_inherited();
    // A leader of its group already, it would fail; it never is when we start it.
    let _own = setsid();
    limit(&orders.limits);
    #[cfg(target_os = "linux")]
    let _reaper = rustix::process::set_child_subreaper(Some(rustix::process::getpid()));
    let (child, layers) = match start(orders) {
        Ok(started) => started,
        Err(why) => {
            report(&why);
            return ExitCode::from(2);
        }
    };
    end(wait(child, layers))
}

/// One line on the control socket, before the program can write there.
fn report(line: &str) {
    let line = format!("{}\n", line.replace('\n', " "));
    // Without a reader the parent is gone, and so are we soon.
    let _unread = rustix::io::write(rustix::stdio::stdin(), line.as_bytes());
}

/// What whoever started `mock` left open would be open in the program too.
#[expect(unsafe_code, reason = "a number is all that is known of an inherited descriptor")]
fn close_inherited() {
    let open = std::fs::read_dir("/dev/fd").into_iter().flatten().flatten();
    let numbers: Vec<i32> =
        open.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    for number in numbers.into_iter().filter(|number| *number > 2) {
        // The listing itself was one of them, and is closed by now.
        if std::fs::symlink_metadata(format!("/dev/fd/{number}")).is_ok() {
            // SAFETY: this process has just begun and owns no descriptor beyond the standard
            // three; nothing else of it runs.
            unsafe { rustix::io::close(number) };
        }
    }
}

fn limit(limits: &Limits) {
    let mib = |value: u64| Some(value << 20);
    let all = [
        // One second more before the kill, for programs that want to say something.
        (Resource::Cpu, Some(limits.cpu_s), Some(limits.cpu_s + 1)),
        (Resource::Fsize, mib(limits.file_mib), mib(limits.file_mib)),
        (Resource::Nofile, Some(256), Some(256)),
        (Resource::Core, Some(0), Some(0)),
    ];
    for (resource, current, maximum) in all {
        // A lower hard limit of the user's own stays.
        let _lower = setrlimit(resource, Rlimit { current, maximum });
    }
}

/// The address space is limited last: this process is larger than some programs.
fn limit_memory(limits: &Limits) {
    if let Some(most) = limits.address_mib.map(|mib| mib << 20) {
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        let _lower = setrlimit(Resource::As, limit);
    }
}

fn command(orders: &Orders) -> Command {
    let mut command = Command::new(&orders.program);
    command
        .args(&orders.args)
        .stdin(Stdio::null())
        .current_dir(&orders.scratch)
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("HOME", &orders.scratch)
        .env("TMPDIR", &orders.scratch)
        .env("LANG", "C.UTF-8")
        // Each thread's own heap would reserve 64 MiB of the address space.
        .env("MALLOC_ARENA_MAX", "2");
    command
}

fn spawn(orders: &Orders, layers: Layers) -> Result<(Child, Layers), String> {
    let mut command = command(orders);
    let control = control().map_err(|error| format!("failed the control socket: {error}"))?;
    limit_memory(&orders.limits);
    report(&format!("layers {layers}"));
    let started = command.spawn().map_err(|error| {
        format!("failed {} could not be started: {error}", orders.program.display())
    });
    drop(control);
    started.map(|child| (child, layers))
}

/// The socket once more, as what is started finds it.
fn control() -> rustix::io::Result<std::os::fd::OwnedFd> {
    let control = rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdin(), CONTROL)?;
    rustix::io::fcntl_setfd(&control, rustix::io::FdFlags::empty())?;
    Ok(control)
}

/// Landlock, seccomp and the namespace of processes bind the thread that asks, and what it
/// starts: so a thread of its own starts the program, and this one stays free to kill it.
#[cfg(target_os = "linux")]
fn start(orders: &Orders) -> Result<(Child, Layers), String> {
    use crate::grade::sandbox::confine::{self, Left};
    use crate::grade::sandbox::crowd;
    // Asked first: in a namespace of its own root has another number.
    let is_root = rustix::process::getuid().is_root();
    let fenced = crowd::fence();
    let left = match orders.wanted.apart {
        true => confine::leave_users_and_net(),
        false => Left::Nothing,
    };
    if left == Left::WithoutRights {
        return Err(WITHOUT_RIGHTS.to_owned());
    }
    let work = || {
        // Before the filter, which forbids it.
        let apart = left != Left::Nothing && confine::leave_processes();
        let bounded = fenced || (!is_root && (apart || crowd::fence_by_user()));
        if !bounded && orders.needs_confinement {
            return Err("refused nothing here bounds how many processes root may start; \
                        run mock as another user"
                .to_owned());
        }
        let mut writable = vec![orders.scratch.as_path()];
        if left == (Left::Users { shares: true }) {
            writable.push(confine::SHARED.as_ref());
        }
        let confined = match orders.wanted.confined {
            true => confine::confine(&orders.readable, &writable),
            false => Err("it was not asked for".to_owned()),
        };
        match confined {
            Err(why) if orders.needs_confinement => Err(format!("refused {why}")),
            confined => {
                let apart = apart && bounded;
                spawn(orders, Layers { confined: confined.is_ok(), apart })
            }
        }
    };
    let started = std::thread::scope(|scope| scope.spawn(work).join());
    started.unwrap_or_else(|_| Err("failed the jail broke".to_owned()))
}

#[cfg(not(target_os = "linux"))]
fn start(orders: &Orders) -> Result<(Child, Layers), String> {
    match orders.needs_confinement {
        true => Err("refused there is no sandbox for this system".to_owned()),
        false => spawn(orders, Layers::LIMITS),
    }
}

/// Waits for the program's end, or for the parent's: it closes the socket to have us kill.
fn wait(mut child: Child, layers: Layers) -> Option<ExitStatus> {
    let own = rustix::process::getpid().as_raw_nonzero().get();
    let ended = loop {
        if let Ok(Some(status)) = child.try_wait() {
            break Some(status);
        }
        if !watch(&child) {
            break None;
        }
    };
    if layers.apart {
        // Number 1 of a namespace takes all the others with it.
        let _gone = child.kill();
    } else {
        while sweep::kill(own) > 0 {}
    }
    ended.or_else(|| child.wait().ok())
}

/// Until something happens; false where the parent has let go.
fn watch(child: &Child) -> bool {
    let socket = rustix::stdio::stdin();
    let mut fds = vec![PollFd::from_borrowed_fd(socket, PollFlags::empty())];
    #[cfg(target_os = "linux")]
    let handle = i32::try_from(child.id()).ok().and_then(Pid::from_raw).and_then(|pid| {
        rustix::process::pidfd_open(pid, rustix::process::PidfdFlags::empty()).ok()
    });
    #[cfg(target_os = "linux")]
    if let Some(handle) = &handle {
        fds.push(PollFd::new(handle, PollFlags::IN));
    }
    #[cfg(not(target_os = "linux"))]
    let _unused = child;
    let tick = rustix::event::Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
    let wait = if fds.len() > 1 { None } else { Some(&tick) };
    match poll(&mut fds, wait) {
        Ok(_) | Err(rustix::io::Errno::INTR) => {}
        Err(_) => return false,
    }
    !fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
}

/// As the program ended, so do we: the parent reads it off our own status.
fn end(status: Option<ExitStatus>) -> ExitCode {
    let Some(status) = status else { return ExitCode::from(2) };
    if let Some(signal) = status.signal().and_then(Signal::from_named_raw) {
        let _dead = kill_process(rustix::process::getpid(), signal);
        // A signal that does not kill by itself, as the shell writes it.
        return ExitCode::from(u8::try_from(128 + signal.as_raw()).unwrap_or(255));
    }
    ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(255))
}
