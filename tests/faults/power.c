/* What would be left if the power went: every file of one folder as it was when it was last synced.
 *
 * Put before a program with LD_PRELOAD. After each fsync or fdatasync of a file in POWER_FROM that went well, the file as it
 * is now is copied to POWER_TO under its name, before the caller is told that it is synced. What was written and not synced
 * is never in POWER_TO. The file is read through the caller's own descriptor: opening and closing it anew would take SQLite's
 * locks away. With POWER_LIES=n only every n-th sync is believed: a disk that says "done" and forgets, to try the harness.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int ours(int fd, char *path, size_t room)
{
    const char *from = getenv("POWER_FROM");
    char link[64];
    struct stat about;
    if (!from || !getenv("POWER_TO") || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, room - 1);
    if (length <= 0)
        return 0;
    path[length] = '\0';
    size_t folder = strlen(from);
    return strncmp(path, from, folder) == 0 && path[folder] == '/' && !strchr(path + folder + 1, '/');
}

static int believed(void)
{
    static unsigned long count;
    const char *lies = getenv("POWER_LIES");
    return !lies || __sync_add_and_fetch(&count, 1) % strtoul(lies, NULL, 10) == 0;
}

static void keep(int fd, const char *path)
{
    char held[PATH_MAX], name[PATH_MAX], fresh[PATH_MAX], block[1 << 16];
    const char *to = getenv("POWER_TO");
    snprintf(held, sizeof held, "%s/.lock", to);
    snprintf(name, sizeof name, "%s/%s", to, strrchr(path, '/') + 1);
    snprintf(fresh, sizeof fresh, "%s/.fresh", to);
    int lock = open(held, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (lock < 0 || flock(lock, LOCK_EX) != 0)
        abort();
    int out = open(fresh, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    off_t place = 0;
    ssize_t got = 0;
    while (out >= 0 && (got = pread(fd, block, sizeof block, place)) > 0) {
        if (write(out, block, got) != got)
            abort();
        place += got;
    }
    if (out < 0 || got < 0 || close(out) != 0 || rename(fresh, name) != 0)
        abort();
    close(lock);
}

static int synced(int fd, const char *call)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, call);
    char path[PATH_MAX];
    int answer = real(fd), error = errno;
    if (answer == 0 && ours(fd, path, sizeof path) && believed())
        keep(fd, path);
    errno = error;
    return answer;
}

int fsync(int fd) { return synced(fd, "fsync"); }
int fdatasync(int fd) { return synced(fd, "fdatasync"); }
