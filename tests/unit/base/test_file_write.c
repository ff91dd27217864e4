/* Writing files: the target is the old file or the whole new one, whichever call
 * of the system fails. The calls below stand in for the C library's in this
 * program and fail when a test says so. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "folder.h"

enum call { CALL_WRITE, CALL_FSYNC, CALL_CLOSE, CALL_RENAME, CALL_CHMOD, CALLS };

static struct {
  bool on;
  unsigned seen[CALLS];
  unsigned fail_at[CALLS]; /* 0: never */
  int code;
  size_t most;             /* bytes a write takes; 0: all */
} faults;

static bool fails(enum call call) {
  if (!faults.on || ++faults.seen[call] != faults.fail_at[call]) return false;
  errno = faults.code;
  return true;
}

ssize_t write(int fd, const void *bytes, size_t n) {
  if (fails(CALL_WRITE)) return -1;
  return syscall(SYS_write, fd, bytes, faults.on && faults.most && n > faults.most ? faults.most : n);
}

int fsync(int fd) { return fails(CALL_FSYNC) ? -1 : (int)syscall(SYS_fsync, fd); }

int close(int fd) {
  int result = (int)syscall(SYS_close, fd);
  return fails(CALL_CLOSE) ? -1 : result;
}

int rename(const char *from, const char *to) { return fails(CALL_RENAME) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0); }
int fchmod(int fd, mode_t mode) { return fails(CALL_CHMOD) ? -1 : (int)syscall(SYS_fchmod, fd, mode); }

static mode_t mode_of(const char *path) {
  struct stat status;
  assert_int_equal(stat(path, &status), 0);
  return status.st_mode & 07777;
}

static void files_appear_and_are_replaced(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  const char *path = folder_path(&folder, "公开.pdf");
  mode_t old = umask(027);
  assert_true(gk_file_write(path, "first", 5, bench.sink));
  folder_has(&folder, "公开.pdf", "first");
  assert_int_equal(mode_of(path), 0640); /* as any new file */
  umask(old);
  chmod(path, 0604);
  assert_true(gk_file_write(path, "second, longer", 14, bench.sink));
  folder_has(&folder, "公开.pdf", "second, longer");
  assert_int_equal(mode_of(path), 0604); /* as the one replaced */
  assert_true(gk_file_write(path, "", 0, bench.sink));
  folder_has(&folder, "公开.pdf", "");
  assert_int_equal(folder_count(&folder), 1);
  assert_null(gk_diag_first(bench.sink));
  folder_drop(&folder);
  bench_drop(&bench);
}

static void names_without_a_folder(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  int here = open(".", O_RDONLY | O_DIRECTORY);
  assert_int_equal(chdir(folder.path), 0);
  bool ok = gk_file_write("out", "x", 1, bench.sink);
  assert_int_equal(fchdir(here), 0);
  close(here);
  assert_true(ok);
  folder_has(&folder, "out", "x");
  assert_int_equal(folder_count(&folder), 1);
  folder_drop(&folder);
  bench_drop(&bench);
}

/* One run with one call failing; whether it failed at all. */
static bool one_fault(enum call call, unsigned at, int code, bool exists) {
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  if (exists) folder_put(&folder, "out", "old");
  const char *path = folder_path(&folder, "out");
  memset(&faults, 0, sizeof faults);
  faults.fail_at[call] = at;
  faults.code = code;
  faults.most = 3;
  faults.on = true;
  bool ok = gk_file_write(path, "new text", 8, bench.sink);
  faults.on = false;
  bool happened = faults.seen[call] >= at;
  if (ok) {
    /* only the mode, and what follows the renaming, may go wrong unnoticed */
    assert_true(!happened || call == CALL_CHMOD || ((call == CALL_FSYNC || call == CALL_CLOSE) && at > 1));
    folder_has(&folder, "out", "new text");
    assert_null(gk_diag_first(bench.sink));
  } else {
    assert_true(happened);
    if (exists) folder_has(&folder, "out", "old");
    bench_said(&bench, "file.unwritable");
    assert_int_equal(gk_diag_status(bench.sink), GK_STATUS_IO);
    assert_string_equal(gk_diag_first(bench.sink)->args[0], path);
  }
  assert_int_equal(folder_count(&folder), exists || ok ? 1 : 0); /* nothing temporary is left */
  folder_drop(&folder);
  bench_drop(&bench);
  return happened;
}

static void every_call_may_fail(void **state) {
  (void)state;
  static const int codes[] = {ENOSPC, EIO, EDQUOT};
  for (size_t c = 0; c < COUNT(codes); c++)
    for (int exists = 0; exists < 2; exists++)
      for (enum call call = CALL_WRITE; call < CALLS; call++) {
        unsigned at = 1;
        while (one_fault(call, at, codes[c], exists)) at++;
        assert_true(at > 1 || (call == CALL_CHMOD && !exists)); /* each was reached */
      }
}

/* A reason we have no words for is told in the system's. */
static void unusual_reasons_are_told_too(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  memset(&faults, 0, sizeof faults);
  faults.fail_at[CALL_RENAME] = 1;
  faults.code = ENOLCK;
  faults.on = true;
  assert_false(gk_file_write(folder_path(&folder, "out"), "x", 1, bench.sink));
  faults.on = false;
  assert_string_equal(gk_diag_first(bench.sink)->args[1], "No locks available");
  assert_string_equal(gk_diag_first(bench.sink)->args[2], "No locks available");
  folder_drop(&folder);
  bench_drop(&bench);
}

static void interrupted_writes_go_on(void **state) {
  (void)state;
  static const int codes[] = {EINTR, EAGAIN};
  for (size_t c = 0; c < COUNT(codes); c++)
    for (unsigned at = 1; at < 4; at++) {
      struct bench bench = bench_new();
      struct folder folder = folder_new();
      memset(&faults, 0, sizeof faults);
      faults.fail_at[CALL_WRITE] = at;
      faults.code = codes[c];
      faults.most = 3;
      faults.on = true;
      assert_true(gk_file_write(folder_path(&folder, "out"), "new text", 8, bench.sink));
      faults.on = false;
      folder_has(&folder, "out", "new text");
      folder_drop(&folder);
      bench_drop(&bench);
    }
}

/* When the mode cannot be kept, the file must not become more readable than it was. */
static void modes_that_cannot_be_kept_stay_narrow(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  folder_put(&folder, "out", "old");
  const char *path = folder_path(&folder, "out");
  chmod(path, 0640);
  memset(&faults, 0, sizeof faults);
  faults.fail_at[CALL_CHMOD] = 1;
  faults.code = EPERM;
  faults.on = true;
  assert_true(gk_file_write(path, "new", 3, bench.sink));
  faults.on = false;
  assert_int_equal(mode_of(path), 0600);
  folder_drop(&folder);
  bench_drop(&bench);
}

static void links_are_kept(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  folder_put(&folder, "real", "old");
  assert_int_equal(symlink("real", folder_path(&folder, "one")), 0);
  assert_int_equal(symlink(folder_path(&folder, "one"), folder_path(&folder, "two")), 0);
  assert_int_equal(symlink("later", folder_path(&folder, "dangling")), 0);
  assert_true(gk_file_write(folder_path(&folder, "two"), "new", 3, bench.sink));
  assert_true(gk_file_write(folder_path(&folder, "dangling"), "made", 4, bench.sink));
  folder_has(&folder, "real", "new");
  folder_has(&folder, "later", "made");
  struct stat status;
  static const char *const links[] = {"one", "two", "dangling"};
  for (size_t i = 0; i < COUNT(links); i++) {
    assert_int_equal(lstat(folder_path(&folder, links[i]), &status), 0);
    assert_true(S_ISLNK(status.st_mode));
  }
  assert_int_equal(folder_count(&folder), 5);
  assert_int_equal(symlink("round", folder_path(&folder, "round")), 0);
  assert_false(gk_file_write(folder_path(&folder, "round"), "x", 1, bench.sink));
  bench_said(&bench, "file.unwritable");
  folder_drop(&folder);
  bench_drop(&bench);
}

static void refused(const char *path, const char *reason) {
  struct bench bench = bench_new();
  assert_false(gk_file_write(path, "text", 4, bench.sink));
  bench_said(&bench, "file.unwritable");
  assert_string_equal(gk_diag_first(bench.sink)->args[1], reason);
  assert_int_equal(gk_diag_status(bench.sink), GK_STATUS_IO);
  bench_drop(&bench);
}

static void targets_that_cannot_be(void **state) {
  (void)state;
  struct folder folder = folder_new();
  folder_put(&folder, "file", "x");
  refused(folder.path, "这是文件夹");
  refused("", "没有这个文件或文件夹");
  refused(folder_path(&folder, "missing/out"), "没有这个文件或文件夹");
  refused(folder_path(&folder, "file/out"), "路径中有一段不是文件夹");
  char name[400];
  memset(name, 'n', sizeof name - 1);
  name[sizeof name - 1] = '\0';
  refused(folder_path(&folder, name), "文件名太长");
  assert_int_equal(folder_count(&folder), 1);
  folder_drop(&folder);
}

static void devices_are_written_into(void **state) {
  (void)state;
  struct bench bench = bench_new();
  assert_true(gk_file_write("/dev/null", "text", 4, bench.sink));
  struct stat status;
  assert_int_equal(stat("/dev/null", &status), 0);
  assert_true(S_ISCHR(status.st_mode));
  bench_drop(&bench);
  if (access("/dev/full", W_OK) != 0) skip();
  refused("/dev/full", "磁盘已满");
}

static void pipes_are_written_into(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  const char *path = folder_path(&folder, "pipe");
  assert_int_equal(mkfifo(path, 0600), 0);
  pid_t child = fork();
  if (child == 0) {
    char got[16] = {0};
    int fd = open(path, O_RDONLY);
    ssize_t n = 0, more;
    while ((more = read(fd, got + n, sizeof got - 1 - (size_t)n)) > 0) n += more;
    _exit(strcmp(got, "through") != 0);
  }
  assert_true(gk_file_write(path, "through", 7, bench.sink));
  int result;
  waitpid(child, &result, 0);
  assert_int_equal(result, 0);
  assert_int_equal(folder_count(&folder), 1);
  folder_drop(&folder);
  bench_drop(&bench);
}

/* With standard output going to a file of the folder while `path` is written. */
static bool write_with_stdout(const struct folder *folder, const char *path, const char *text, struct gk_diag_sink *sink) {
  fflush(stdout);
  int old = dup(STDOUT_FILENO), fd = open(folder_path(folder, "stdout"), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(fd, STDOUT_FILENO);
  close(fd);
  bool ok = gk_file_write(path, text, strlen(text), sink);
  dup2(old, STDOUT_FILENO);
  close(old);
  return ok;
}

static void standard_output_is_not_replaced(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  static const char *const names[] = {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"};
  for (size_t i = 0; i < COUNT(names); i++) assert_true(write_with_stdout(&folder, names[i], "one ", bench.sink));
  folder_has(&folder, "stdout", "one one one one ");
  faults.on = true;
  memset(faults.seen, 0, sizeof faults.seen);
  memset(faults.fail_at, 0, sizeof faults.fail_at);
  faults.fail_at[CALL_WRITE] = 1;
  faults.code = ENOSPC;
  assert_false(gk_file_write("-", "x", 1, bench.sink));
  faults.on = false;
  bench_said(&bench, "file.unwritable");
  assert_string_equal(gk_diag_first(bench.sink)->args[1], "磁盘已满");
  refused("/dev/fd/9999", "没有打开");
  folder_drop(&folder);
  bench_drop(&bench);
}

/* Run as nobody, since root may write everything. */
static void files_made_read_only_stay(void **state) {
  (void)state;
  struct folder folder = folder_new();
  folder_put(&folder, "released", "old");
  chmod(folder_path(&folder, "released"), 0444);
  chmod(folder.path, 0777);
  pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(77);
    struct gk_diag_sink *sink = gk_diag_sink_new(0);
    bool ok = gk_file_write(folder_path(&folder, "released"), "new", 3, sink);
    const struct gk_diag *diag = gk_diag_first(sink);
    bool said = diag && strcmp(diag->args[1], "没有权限") == 0;
    gk_diag_sink_drop(sink);
    _exit(!ok && said ? 0 : 1);
  }
  int status;
  waitpid(child, &status, 0);
  folder_has(&folder, "released", "old");
  assert_int_equal(folder_count(&folder), 1);
  folder_drop(&folder);
  assert_true(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) skip();
  assert_int_equal(WEXITSTATUS(status), 0);
}

static void many_files_appear_together(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  enum { N = 150 };
  static char paths[N][300], texts[N][16];
  struct gk_file_output outputs[N];
  for (int i = 0; i < N; i++) {
    snprintf(paths[i], sizeof paths[i], "%s/page-%d.png", folder.path, i);
    snprintf(texts[i], sizeof texts[i], "%d", i);
    outputs[i] = (struct gk_file_output){paths[i], texts[i], strlen(texts[i])};
  }
  assert_true(gk_file_write_all(outputs, N, bench.sink));
  assert_true(gk_file_write_all(outputs, 0, bench.sink));
  assert_int_equal(folder_count(&folder), N);
  folder_has(&folder, "page-0.png", "0");
  folder_has(&folder, "page-149.png", "149");
  folder_drop(&folder);
  bench_drop(&bench);
}

static void none_appears_when_one_cannot(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  folder_put(&folder, "a", "old");
  struct gk_file_output outputs[] = {{folder_path(&folder, "a"), "new", 3}, {folder_path(&folder, "b"), "new", 3}, {folder_path(&folder, "none/c"), "new", 3}};
  assert_false(gk_file_write_all(outputs, 3, bench.sink));
  bench_said(&bench, "file.unwritable");
  assert_string_equal(gk_diag_first(bench.sink)->args[0], outputs[2].path);
  folder_has(&folder, "a", "old");
  assert_int_equal(folder_count(&folder), 1);
  folder_drop(&folder);
  bench_drop(&bench);
}

static void memory_may_run_out_while_writing(void **state) {
  (void)state;
  struct folder folder = folder_new();
  folder_put(&folder, "real", "old");
  assert_int_equal(symlink("real", folder_path(&folder, "out")), 0);
  for (unsigned long n = 1;; n++) {
    assert_true(n < 50);
    struct bench bench = bench_new();
    gk_memory_fail_at(n);
    bool ok = gk_file_write(folder_path(&folder, "out"), "new", 3, bench.sink);
    gk_memory_fail_at(0);
    if (!ok) bench_said(&bench, "memory.exhausted");
    folder_has(&folder, "real", ok ? "new" : "old");
    assert_int_equal(folder_count(&folder), 2);
    bench_drop(&bench);
    if (ok) break;
  }
  folder_drop(&folder);
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_appear_and_are_replaced),
      cmocka_unit_test(names_without_a_folder),
      cmocka_unit_test(every_call_may_fail),
      cmocka_unit_test(unusual_reasons_are_told_too),
      cmocka_unit_test(interrupted_writes_go_on),
      cmocka_unit_test(modes_that_cannot_be_kept_stay_narrow),
      cmocka_unit_test(links_are_kept),
      cmocka_unit_test(targets_that_cannot_be),
      cmocka_unit_test(devices_are_written_into),
      cmocka_unit_test(pipes_are_written_into),
      cmocka_unit_test(standard_output_is_not_replaced),
      cmocka_unit_test(files_made_read_only_stay),
      cmocka_unit_test(many_files_appear_together),
      cmocka_unit_test(none_appears_when_one_cannot),
      cmocka_unit_test(memory_may_run_out_while_writing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
