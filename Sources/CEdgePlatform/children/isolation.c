#define _GNU_SOURCE
#include "isolation.h"
#include "thread_placement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// Older headers know fewer rights than the kernel does.
#define RIGHTS_OF_VERSION_1 0x1ff2ull // all that writes; reading and executing stay free
#define RIGHT_TO_REFER 0x2000ull
#define RIGHT_TO_TRUNCATE 0x4000ull
#define RIGHTS_OF_FILES (0x2ull | RIGHT_TO_TRUNCATE)

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define NATIVE_ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

static bool allow(int rules, const char *path, uint64_t rights) {
    struct landlock_path_beneath_attr place = {.allowed_access = rights};
    place.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (place.parent_fd < 0) return false;
    long failure = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &place, 0);
    close(place.parent_fd);
    return failure == 0;
}

static bool confine_writes(const struct ep_child_order *order) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return false;
    struct landlock_ruleset_attr handled = {.handled_access_fs = RIGHTS_OF_VERSION_1};
    if (version >= 2) handled.handled_access_fs |= RIGHT_TO_REFER;
    if (version >= 3) handled.handled_access_fs |= RIGHT_TO_TRUNCATE;
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0) return false;
    bool done = allow(rules, order->scratch, handled.handled_access_fs);
    if (order->loopback) allow(rules, "/dev/shm", handled.handled_access_fs);
    if (order->devices) allow(rules, "/dev", handled.handled_access_fs);
    allow(rules, "/dev/null", handled.handled_access_fs & RIGHTS_OF_FILES);
    done = done && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return done;
}

static bool put(const char *path, const char *text) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return false;
    bool done = write(file, text, strlen(text)) == (ssize_t)strlen(text);
    close(file);
    return done;
}

/// Who may not leave the network may do so as the master of users of its own, of whom there is one: itself.
static bool leave_network_and_mounts(void) {
    if (unshare(CLONE_NEWNET | CLONE_NEWNS) == 0) return true;
    char users[64], groups[64];
    snprintf(users, sizeof users, "%u %u 1", geteuid(), geteuid());
    snprintf(groups, sizeof groups, "%u %u 1", getegid(), getegid());
    if (unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS)) return false;
    return put("/proc/self/setgroups", "deny") && put("/proc/self/uid_map", users) && put("/proc/self/gid_map", groups);
}

/// A network of its own with nothing in it but a loopback: who listens there is heard by its own children alone.
static bool retreat_to_loopback(void) {
    if (!leave_network_and_mounts()) return false;
    // What processes share here goes with the last of them, however they end.
    if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0) {
        mount("none", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
    }
    int handle = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (handle < 0) return false;
    struct ifreq loopback = {.ifr_name = "lo"};
    loopback.ifr_flags = IFF_UP | IFF_RUNNING;
    bool done = ioctl(handle, SIOCSIFFLAGS, &loopback) == 0;
    close(handle);
    return done;
}

/// Sockets of other families than the local one are refused; so is io_uring, which would make them unseen.
///
/// With a loopback those of the internet are not, nor those that ask which networks there are.
static bool refuse_network(bool loopback) {
#ifdef NATIVE_ARCHITECTURE
    const uint32_t wide = loopback ? AF_INET : AF_UNIX, newer = loopback ? AF_INET6 : AF_UNIX;
    const uint32_t asking = loopback ? AF_NETLINK : AF_UNIX;
    struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#ifdef __x86_64__
        // The calls of x32 would be others by the same numbers.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000u, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
#endif
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 425, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 6),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 4, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, wide, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, newer, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, asking, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof rules / sizeof *rules, .filter = rules};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
#else
    (void)loopback;
    return false;
#endif
}

uint32_t ep_isolate(const struct ep_child_order *order) {
    uint32_t done = 0;
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0) done |= EP_CHILD_DIES_WITH_PARENT;
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    if (order->cpu_count && ep_place_thread(order->cpus, order->cpu_count) == 0) done |= EP_CHILD_AFFINITY;
    if (order->address_space_bytes) {
        struct rlimit limit = {order->address_space_bytes, order->address_space_bytes};
        if (setrlimit(RLIMIT_AS, &limit) == 0) done |= EP_CHILD_ADDRESS_SPACE;
    }
    if (!order->no_network && !order->scratch) return done;
    // Before writing is confined, which the maps of users need; where it is not granted, that is told by what is not.
    bool is_alone = order->no_network && order->loopback && retreat_to_loopback();
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return done;
    if (order->scratch && confine_writes(order)) done |= EP_CHILD_SCRATCH_WRITES;
    if (order->no_network && refuse_network(order->loopback)) {
        if (!order->loopback) done |= EP_CHILD_NO_NETWORK;
        if (is_alone) done |= EP_CHILD_LOOPBACK_ONLY;
    }
    return done;
}
