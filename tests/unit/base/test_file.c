/* Reading files and folders, from whatever they are. */
#include <sys/wait.h>

#include "folder.h"

static void whole_files_are_read(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  folder_put(&folder, "数据.json", "{\"年度\":2022}\n");
  const char *path = folder_path(&folder, "数据.json");
  struct gk_source *source = gk_file_read(bench.arena, path, 1000, bench.sink);
  assert_non_null(source);
  assert_string_equal(source->name, path);
  assert_string_equal(source->text, "{\"年度\":2022}\n");
  assert_int_equal(source->size, 16);
  folder_put(&folder, "empty", "");
  source = gk_file_read(bench.arena, folder_path(&folder, "empty"), 1000, bench.sink);
  assert_non_null(source);
  assert_int_equal(source->size, 0);
  assert_string_equal(source->text, "");
  assert_null(gk_diag_first(bench.sink));
  folder_drop(&folder);
  bench_drop(&bench);
}

static void large_files_are_whole(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  FILE *file = fopen(folder_path(&folder, "large"), "wb");
  for (unsigned i = 0; i < 300000; i++) putc((int)(i * 31 % 251), file);
  fclose(file);
  struct gk_source *source = gk_file_read(bench.arena, folder_path(&folder, "large"), 300000, bench.sink);
  assert_non_null(source);
  assert_int_equal(source->size, 300000);
  for (unsigned i = 0; i < 300000; i++) assert_int_equal((unsigned char)source->text[i], i * 31 % 251);
  assert_null(gk_file_read(bench.arena, folder_path(&folder, "large"), 299999, bench.sink));
  bench_said(&bench, "file.too-large");
  assert_string_equal(gk_diag_first(bench.sink)->args[1], "299999");
  assert_int_equal(gk_diag_status(bench.sink), GK_STATUS_INPUT);
  folder_drop(&folder);
  bench_drop(&bench);
}

static void refused(const char *path, const char *id, const char *zh, const char *en) {
  struct bench bench = bench_new();
  assert_null(gk_file_read(bench.arena, path, 1000, bench.sink));
  bench_said(&bench, id);
  struct gk_buf out;
  gk_buf_init(&out, 1 << 16);
  gk_diag_render_message(gk_diag_first(bench.sink), GK_DIAG_ZH, &out);
  assert_non_null(strstr(out.data, zh));
  assert_non_null(strstr(out.data, path));
  gk_buf_clear(&out);
  gk_diag_render_message(gk_diag_first(bench.sink), GK_DIAG_EN, &out);
  assert_non_null(strstr(out.data, en));
  gk_buf_drop(&out);
  bench_drop(&bench);
}

static void reasons_are_told(void **state) {
  (void)state;
  struct folder folder = folder_new();
  folder_put(&folder, "file", "x");
  assert_int_equal(symlink("loop", folder_path(&folder, "loop")), 0);
  refused(folder_path(&folder, "missing"), "file.unreadable", "没有这个文件或文件夹", "no such file or folder");
  refused("", "file.unreadable", "没有这个文件或文件夹", "no such file or folder");
  refused(folder_path(&folder, "file/x"), "file.unreadable", "有一段不是文件夹", "not a folder");
  refused(folder_path(&folder, "loop"), "file.unreadable", "符号链接", "symbolic links");
  refused(folder.path, "file.directory", "是文件夹", "is a folder");
  folder_drop(&folder);
}

/* The file opens, but its first byte cannot be read. */
static void reading_itself_may_fail(void **state) {
  (void)state;
  if (access("/proc/self/mem", R_OK) != 0) skip();
  refused("/proc/self/mem", "file.unreadable", "磁盘读写出错", "input/output error");
}

/* Run as nobody, since root may read everything. */
static void permission_is_missing(void **state) {
  (void)state;
  struct folder folder = folder_new();
  folder_put(&folder, "secret", "x");
  chmod(folder_path(&folder, "secret"), 0);
  chmod(folder.path, 0755);
  pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(77);
    struct gk_arena *arena = gk_arena_new(0);
    struct gk_diag_sink *sink = gk_diag_sink_new(0);
    bool none = gk_file_read(arena, folder_path(&folder, "secret"), 10, sink) == NULL;
    const struct gk_diag *diag = gk_diag_first(sink);
    bool said = diag && strcmp(diag->message->id, "file.unreadable") == 0 && strcmp(diag->args[1], "没有权限") == 0;
    gk_diag_sink_drop(sink);
    gk_arena_drop(arena);
    _exit(none && said ? 0 : 1);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  folder_drop(&folder);
  assert_true(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) skip();
  assert_int_equal(WEXITSTATUS(status), 0);
}

static void limits_hold_where_no_size_is_known(void **state) {
  (void)state;
  struct bench bench = bench_new();
  assert_null(gk_file_read(bench.arena, "/dev/zero", 100000, bench.sink));
  bench_said(&bench, "file.too-large");
  bench_drop(&bench);
  bench = bench_new();
  struct gk_source *source = gk_file_read(bench.arena, "/dev/null", 0, bench.sink);
  assert_non_null(source);
  assert_int_equal(source->size, 0);
  source = gk_file_read(bench.arena, "/proc/self/status", 1 << 20, bench.sink); /* says it has no bytes */
  assert_non_null(source);
  assert_true(source->size > 100);
  bench_drop(&bench);
}

/* A child writes text to the descriptor in pieces. */
static pid_t feed(int fd, const char *path, size_t pieces) {
  pid_t child = fork();
  if (child != 0) return child;
  if (path) fd = open(path, O_WRONLY);
  for (size_t i = 0; i < pieces; i++)
    if (write(fd, "收入\n", 7) != 7) _exit(1);
  _exit(0);
}

static void pipes_are_read_to_their_end(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  const char *path = folder_path(&folder, "pipe");
  assert_int_equal(mkfifo(path, 0600), 0);
  pid_t child = feed(-1, path, 500);
  struct gk_source *source = gk_file_read(bench.arena, path, 100000, bench.sink);
  waitpid(child, NULL, 0);
  assert_non_null(source);
  assert_int_equal(source->size, 3500);
  folder_drop(&folder);
  bench_drop(&bench);
}

static void standard_input_is_read(void **state) {
  (void)state;
  struct bench bench = bench_new();
  int ends[2], old = dup(STDIN_FILENO);
  assert_int_equal(pipe(ends), 0);
  pid_t child = feed(ends[1], NULL, 3);
  close(ends[1]);
  dup2(ends[0], STDIN_FILENO);
  close(ends[0]);
  struct gk_source *source = gk_file_read(bench.arena, "-", 1000, bench.sink);
  waitpid(child, NULL, 0);
  assert_non_null(source);
  assert_string_equal(source->name, "-");
  assert_string_equal(source->text, "收入\n收入\n收入\n");
  assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0); /* left open */
  close(STDIN_FILENO);
  assert_null(gk_file_read(bench.arena, "-", 1000, bench.sink));
  bench_said(&bench, "file.unreadable");
  if (old >= 0) {
    dup2(old, STDIN_FILENO);
    close(old);
  }
  bench_drop(&bench);
}

static void memory_may_run_out_while_reading(void **state) {
  (void)state;
  struct folder folder = folder_new();
  folder_put(&folder, "file", "text");
  for (unsigned long n = 1;; n++) {
    assert_true(n < 50);
    struct bench bench = bench_new();
    gk_memory_fail_at(n);
    struct gk_source *source = gk_file_read(bench.arena, folder_path(&folder, "file"), 1000, bench.sink);
    gk_memory_fail_at(0);
    assert_int_equal(gk_diag_status(bench.sink), source ? GK_STATUS_OK : GK_STATUS_MEMORY);
    bench_drop(&bench);
    if (source) break;
  }
  folder_drop(&folder);
}

static void folders_are_listed_in_byte_order(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  static const char *const put[] = {"b", "河北", "a2", "B", "a10", ".hidden", "安徽"}, *const expected[] = {"B", "a10", "a2", "b", "安徽", "河北"};
  for (size_t i = 0; i < COUNT(put); i++) folder_put(&folder, put[i], "");
  const char **names;
  size_t n;
  assert_true(gk_file_list(bench.arena, folder.path, &names, &n, bench.sink));
  assert_int_equal(n, COUNT(expected));
  for (size_t i = 0; i < n; i++) assert_string_equal(names[i], expected[i]);
  assert_false(gk_file_list(bench.arena, folder_path(&folder, "missing"), &names, &n, bench.sink));
  assert_int_equal(n, 0);
  bench_said(&bench, "file.unreadable");
  for (unsigned long k = 1; k < 8; k++) {
    gk_memory_fail_at(k);
    assert_false(gk_file_list(bench.arena, folder.path, &names, &n, bench.sink));
    gk_memory_fail_at(0);
    assert_int_equal(n, 0);
  }
  assert_int_equal(gk_diag_errors(bench.sink), 2);
  folder_drop(&folder);
  bench_drop(&bench);
}

static void paths_are_joined_and_known(void **state) {
  (void)state;
  struct bench bench = bench_new();
  struct folder folder = folder_new();
  assert_string_equal(gk_file_join(bench.arena, "layouts", "hebei"), "layouts/hebei");
  assert_string_equal(gk_file_join(bench.arena, "layouts/", "hebei"), "layouts/hebei");
  assert_string_equal(gk_file_join(bench.arena, "/", "hebei"), "/hebei");
  folder_put(&folder, "f", "");
  assert_int_equal(symlink("nowhere", folder_path(&folder, "dangling")), 0);
  assert_true(gk_file_exists(folder_path(&folder, "f")) && !gk_file_is_dir(folder_path(&folder, "f")));
  assert_true(gk_file_exists(folder.path) && gk_file_is_dir(folder.path));
  assert_false(gk_file_exists(folder_path(&folder, "none")) || gk_file_is_dir(folder_path(&folder, "none")));
  assert_false(gk_file_exists(folder_path(&folder, "dangling")));
  folder_drop(&folder);
  bench_drop(&bench);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whole_files_are_read),
      cmocka_unit_test(large_files_are_whole),
      cmocka_unit_test(reasons_are_told),
      cmocka_unit_test(reading_itself_may_fail),
      cmocka_unit_test(permission_is_missing),
      cmocka_unit_test(limits_hold_where_no_size_is_known),
      cmocka_unit_test(pipes_are_read_to_their_end),
      cmocka_unit_test(standard_input_is_read),
      cmocka_unit_test(memory_may_run_out_while_reading),
      cmocka_unit_test(folders_are_listed_in_byte_order),
      cmocka_unit_test(paths_are_joined_and_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
