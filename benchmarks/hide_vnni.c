/* Hides AVX-512, AMX and VNNI from this process, so that libraries loaded afterwards choose their AVX2 kernels.
 *
 * ONNX Runtime has no switch for that; it asks the CPU itself. Linux can make the CPUID instruction trap
 * (arch_prctl(2), ARCH_SET_CPUID); the handler answers in its place with those bits cleared. x86-64 Linux only.
 */
#define _GNU_SOURCE
#include <cpuid.h>
#include <errno.h>
#include <signal.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define ARCH_SET_CPUID 0x1012
#define BIT(n) (1u << (n))

/* Leaf 7: AVX-512 F, DQ, IFMA, PF, ER, CD, BW, VL; VBMI, VBMI2, VNNI, BITALG, VPOPCNTDQ; 4VNNIW, 4FMAPS,
 * VP2INTERSECT, AMX-BF16, AVX512-FP16, AMX-TILE, AMX-INT8 (Intel SDM, volume 2A, CPUID). */
static const unsigned hidden_ebx = BIT(16) | BIT(17) | BIT(21) | BIT(26) | BIT(27) | BIT(28) | BIT(30) | BIT(31);
static const unsigned hidden_ecx = BIT(1) | BIT(6) | BIT(11) | BIT(12) | BIT(14);
static const unsigned hidden_edx = BIT(2) | BIT(3) | BIT(8) | BIT(22) | BIT(23) | BIT(24) | BIT(25);

static long allow(int on) { return syscall(SYS_arch_prctl, ARCH_SET_CPUID, on); }

static void answer(int number, siginfo_t *info, void *context) {
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    const unsigned char *at = (const unsigned char *)registers[REG_RIP];
    int kept = errno;
    unsigned a, b, c, d;
    (void)info;
    if (at[0] != 0x0f || at[1] != 0xa2) { /* not CPUID: a real fault, which comes again and ends the process */
        signal(number, SIG_DFL);
        return;
    }
    unsigned leaf = (unsigned)registers[REG_RAX], part = (unsigned)registers[REG_RCX];
    allow(1);
    __cpuid_count(leaf, part, a, b, c, d);
    allow(0);
    if (leaf == 7 && part == 0) {
        b &= ~hidden_ebx;
        c &= ~hidden_ecx;
        d &= ~hidden_edx;
    } else if (leaf == 7) { /* AVX-VNNI and its kin */
        a = b = c = d = 0;
    }
    registers[REG_RAX] = a;
    registers[REG_RBX] = b;
    registers[REG_RCX] = c;
    registers[REG_RDX] = d;
    registers[REG_RIP] += 2;
    errno = kept;
}

/* 0 when CPUID now shows neither AVX-512 nor VNNI to the calling thread and those it starts. */
int hide_vnni(void) {
    struct sigaction action = {0};
    unsigned a, b, c, d;
    action.sa_sigaction = answer;
    action.sa_flags = SA_SIGINFO;
    if (sigaction(SIGSEGV, &action, 0) || allow(0)) return -1;
    __cpuid_count(7, 0, a, b, c, d);
    return (b & hidden_ebx) || (c & hidden_ecx);
}
