//! System calls that no answer needs: most are refused with EPERM, some are answered and not carried out.

use std::collections::BTreeMap;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter, sock_filter,
};

/// Refused whatever their arguments: nets, other processes, kernel doors with a history.
const REFUSED: &[libc::c_long] = &[
    libc::SYS_socket,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    libc::SYS_kcmp,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_move_mount,
    libc::SYS_open_tree,
    libc::SYS_fsopen,
    libc::SYS_open_by_handle_at,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    libc::SYS_reboot,
    libc::SYS_swapon,
    libc::SYS_acct,
    libc::SYS_syslog,
    // Landlock does not watch over a file's owner and attributes: without these, every file of the
    // user's could be changed in them.
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    SETXATTRAT,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    REMOVEXATTRAT,
    FILE_SETATTR,
];

/// Newer calls have one number on every architecture, and no name in the crate yet.
const FCHMODAT2: libc::c_long = 452;
const SETXATTRAT: libc::c_long = 463;
const REMOVEXATTRAT: libc::c_long = 466;
const FILE_SETATTR: libc::c_long = 469;

/// What only old architectures have.
#[cfg(target_arch = "x86_64")]
const REFUSED_OLD: &[libc::c_long] = &[libc::SYS_chown, libc::SYS_lchown];
#[cfg(not(target_arch = "x86_64"))]
const REFUSED_OLD: &[libc::c_long] = &[];

/// Answered as done, and not done: a file keeps its mode and its times. A filter sees numbers and no
/// paths, so it cannot let a program change its own files alone; but what copies a file (`shutil.copy`,
/// Node's `copyFile`, `sed -i`) copies its mode last, and would fail after all its work.
const UNHEEDED: &[libc::c_long] =
    &[libc::SYS_fchmod, libc::SYS_fchmodat, FCHMODAT2, libc::SYS_utimensat];
#[cfg(target_arch = "x86_64")]
const UNHEEDED_OLD: &[libc::c_long] =
    &[libc::SYS_chmod, libc::SYS_utime, libc::SYS_utimes, libc::SYS_futimesat];
#[cfg(not(target_arch = "x86_64"))]
const UNHEEDED_OLD: &[libc::c_long] = &[];

/// Requests to a device or file: typing into someone's terminal, and the flags of a file.
const REQUESTS: &[u64] = &[TIOCSTI, TIOCLINUX, FS_IOC_SETFLAGS, FS_IOC_FSSETXATTR];
const TIOCSTI: u64 = 0x5412;
const TIOCLINUX: u64 = 0x541c;
const FS_IOC_SETFLAGS: u64 = 0x4008_6602;
const FS_IOC_FSSETXATTR: u64 = 0x401c_5820;

/// Namespaces that clone may not make; bits of its first argument.
const NAMESPACES: &[libc::c_int] = &[
    libc::CLONE_NEWUSER,
    libc::CLONE_NEWNS,
    libc::CLONE_NEWPID,
    libc::CLONE_NEWNET,
    libc::CLONE_NEWIPC,
    libc::CLONE_NEWUTS,
    libc::CLONE_NEWCGROUP,
];

/// Puts the calling thread, and what it starts, behind the filters.
///
/// # Errors
/// Where the kernel takes no filters, in its own words.
pub fn apply() -> Result<(), String> {
    let all = [Some(unknown_numbers()), refused().ok(), unheeded().ok(), unseen_flags().ok()];
    for program in all {
        let program = program.ok_or("no filter for this machine")?;
        apply_filter(&program).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn refused() -> Result<BpfProgram, seccompiler::Error> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        REFUSED.iter().chain(REFUSED_OLD).map(|call| (*call, Vec::new())).collect();
    // A DGRAM pair can be connected to any address; a STREAM pair is what asyncio wakes with.
    let kinds = [libc::SOCK_DGRAM, libc::SOCK_RAW, libc::SOCK_SEQPACKET];
    let pairs = kinds.iter().map(|kind| rule(1, SeccompCmpOp::MaskedEq(0xf), *kind));
    rules.insert(libc::SYS_socketpair, pairs.collect::<Result<_, _>>()?);
    let clones = NAMESPACES.iter().map(|flag| masked(0, u64::try_from(*flag).unwrap_or_default()));
    rules.insert(libc::SYS_clone, clones.collect::<Result<_, _>>()?);
    let ioctls = REQUESTS.iter().map(|request| {
        let op = SeccompCmpOp::Eq;
        SeccompRule::new(vec![SeccompCondition::new(1, SeccompCmpArgLen::Dword, op, *request)?])
    });
    rules.insert(libc::SYS_ioctl, ioctls.collect::<Result<_, _>>()?);
    compile(rules, libc::EPERM)
}

fn unheeded() -> Result<BpfProgram, seccompiler::Error> {
    let rules = UNHEEDED.iter().chain(UNHEEDED_OLD).map(|call| (*call, Vec::new()));
    // An error of number 0 is none.
    compile(rules.collect(), 0)
}

/// clone3 keeps its flags in memory, where a filter cannot look: "no such call" makes every C
/// library fall back to clone.
fn unseen_flags() -> Result<BpfProgram, seccompiler::Error> {
    compile(BTreeMap::from([(libc::SYS_clone3, Vec::new())]), libc::ENOSYS)
}

fn compile(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    errno: libc::c_int,
) -> Result<BpfProgram, seccompiler::Error> {
    let errno = SeccompAction::Errno(u32::try_from(errno).unwrap_or(1));
    let arch = std::env::consts::ARCH.try_into()?;
    // A call of a foreign architecture kills: the filter checks that by itself.
    Ok(SeccompFilter::new(rules, SeccompAction::Allow, errno, arch)?.try_into()?)
}

fn rule(
    argument: u8,
    op: SeccompCmpOp,
    value: libc::c_int,
) -> Result<SeccompRule, seccompiler::BackendError> {
    let value = u64::try_from(value).unwrap_or_default();
    let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Dword, op, value)?;
    SeccompRule::new(vec![condition])
}

fn masked(argument: u8, bit: u64) -> Result<SeccompRule, seccompiler::BackendError> {
    let op = SeccompCmpOp::MaskedEq(bit);
    SeccompRule::new(vec![SeccompCondition::new(argument, SeccompCmpArgLen::Qword, op, bit)?])
}

/// Numbers with bit 30 are x86-64's other numbering (x32) of the same calls, which a list of
/// numbers would miss. No such call exists elsewhere.
fn unknown_numbers() -> BpfProgram {
    const LOAD_WORD: u16 = 0x20;
    const JUMP_AT_LEAST: u16 = 0x35;
    const RETURN: u16 = 0x06;
    const ALLOW: u32 = 0x7fff_0000;
    const ERRNO: u32 = 0x0005_0000;
    let no_such_call = u32::try_from(libc::ENOSYS).unwrap_or(38);
    vec![
        sock_filter { code: LOAD_WORD, jt: 0, jf: 0, k: 0 },
        // A number of -1 is how a tracer skips a call; it is refused like the others.
        sock_filter { code: JUMP_AT_LEAST, jt: 0, jf: 1, k: 0x4000_0000 },
        sock_filter { code: RETURN, jt: 0, jf: 0, k: ERRNO | no_such_call },
        sock_filter { code: RETURN, jt: 0, jf: 0, k: ALLOW },
    ]
}
