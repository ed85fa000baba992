/* A disk that answers slowly: every sync of a file of one folder takes so much longer.
 *
 * Put before a program with LD_PRELOAD. While the file SLOW_SIGN stands, each fsync or fdatasync of a file in SLOW_FROM waits
 * as many milliseconds as the sign says before it begins, or until the sign is gone. Reading is never slow.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int ours(int fd)
{
    const char *from = getenv("SLOW_FROM");
    char link[64], path[PATH_MAX];
    struct stat about;
    if (!from || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return 0;
    path[length] = '\0';
    size_t folder = strlen(from);
    return strncmp(path, from, folder) == 0 && path[folder] == '/' && !strchr(path + folder + 1, '/');
}

static long wanted(void)
{
    const char *sign = getenv("SLOW_SIGN");
    char words[32];
    int fd = sign ? open(sign, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0)
        return 0;
    ssize_t got = read(fd, words, sizeof words - 1);
    close(fd);
    if (got <= 0)
        return 0;
    words[got] = '\0';
    return strtol(words, NULL, 10);
}

static int slowly(int fd, const char *call)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, call);
    int error = errno;
    struct timespec slice = {0, 20 * 1000000L};
    for (long waited = 0; ours(fd) && waited < wanted(); waited += 20)
        nanosleep(&slice, NULL);
    errno = error;
    return real(fd);
}

int fsync(int fd) { return slowly(fd, "fsync"); }
int fdatasync(int fd) { return slowly(fd, "fdatasync"); }
