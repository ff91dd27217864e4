/* gongkai extract: the files inside an archive file, all or nothing. The PDF may
 * be anybody's, so the process first limits what it may take; and what somebody
 * wrote into the folder since (the data of next year, begun there) is not lost. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "cli/cli.h"

#define PATH_SIZE 4096
#define MEMORY_LIMIT ((rlim_t)1 << 30)

/* A PDF of kilobytes can unfold to any size within libqpdf; then memory ends here and not on the machine. */
static void limit_memory(void) {
#ifndef __SANITIZE_ADDRESS__ /* whose shadow alone is larger */
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur <= MEMORY_LIMIT) return;
  limit.rlim_cur = MEMORY_LIMIT;
  setrlimit(RLIMIT_AS, &limit);
#endif
}

/* The folder: -o, else the PDF's name without folder and ending. */
static bool folder_of(const struct cli *cli, char out[PATH_SIZE]) {
  const char *pdf = cli->operands[0], *slash = strrchr(pdf, '/');
  const char *base = slash ? slash + 1 : pdf;
  size_t n = strlen(base);
  if (n > 4 && strcmp(base + n - 4, ".pdf") == 0) n -= 4;
  else if (!cli->output) {
    cli_complain(cli, "请用 -o 指明放到哪个文件夹", "say with -o which folder to write to");
    return false;
  }
  int written = cli->output ? snprintf(out, PATH_SIZE, "%s", cli->output) : snprintf(out, PATH_SIZE, "%.*s", (int)n, base);
  if (written > 0 && written < PATH_SIZE / 2) return true;
  cli_complain(cli, "文件夹的名称过长", "the folder's name is too long");
  return false;
}

/* Makes the folders above path. */
static bool make_folders(const struct cli *cli, char *path) {
  for (char *slash = path; (slash = strchr(slash, '/')); slash++) {
    if (slash == path) continue;
    *slash = '\0';
    bool made = mkdir(path, 0777) == 0 || (errno == EEXIST && gk_file_is_dir(path));
    if (!made) {
      char zh[400], en[400];
      snprintf(zh, sizeof zh, "不能建文件夹“%.200s”：%.100s", path, strerror(errno));
      snprintf(en, sizeof en, "cannot make the folder “%.200s”: %.100s", path, strerror(errno));
      cli_complain(cli, zh, en);
      *slash = '/';
      return false;
    }
    *slash = '/';
  }
  return true;
}

/* Whether the path is free, or holds these bytes already. A link that leads nowhere is not free. */
static bool may_write(const char *path, const void *bytes, size_t size) {
  struct stat status;
  if (lstat(path, &status) != 0) return true; /* what else may be wrong shows when it is written */
  FILE *file = stat(path, &status) == 0 && S_ISREG(status.st_mode) && (uint64_t)status.st_size == (uint64_t)size ? fopen(path, "rb") : NULL;
  if (!file) return false;
  const char *wanted = bytes;
  char chunk[4096];
  size_t done = 0, n;
  while ((n = fread(chunk, 1, sizeof chunk, file)) > 0 && n <= size - done && memcmp(chunk, wanted + done, n) == 0) done += n;
  bool same = done == size && !ferror(file);
  fclose(file);
  return same;
}

static bool refuse_changed(const struct cli *cli, const struct gk_file_output *outputs, size_t n) {
  size_t changed = 0;
  const char *first = NULL;
  for (size_t i = 0; i < n; i++)
    if (!may_write(outputs[i].path, outputs[i].bytes, outputs[i].size)) {
      if (!first) first = outputs[i].path;
      changed++;
    }
  if (!first) return false;
  char zh[500], en[500];
  snprintf(zh, sizeof zh, "已有“%.200s”（共%zu个文件），内容与PDF里的不同，什么也没有写。请用 -o 另指文件夹，或者先移走旧的文件", first, changed);
  snprintf(en, sizeof en, "“%.200s” (%zu file(s) in all) is there already and differs from the one in the PDF; nothing was written. Say another folder with -o, or move the old files away", first, changed);
  cli_complain(cli, zh, en);
  return true;
}

static int write_files(const struct cli *cli, gk_result *result, const char *folder, struct gk_diag_sink *sink) {
  size_t n = gk_result_file_count(result);
  struct gk_file_output *outputs = gk_memory_alloc(n * sizeof *outputs);
  char(*paths)[PATH_SIZE] = gk_memory_alloc(n * sizeof *paths);
  int status = outputs && paths ? GK_OK : GK_OUT_OF_MEMORY;
  if (status != GK_OK) cli_complain(cli, "内存不足", "out of memory");
  for (size_t i = 0; status == GK_OK && i < n; i++) {
    int written = snprintf(paths[i], PATH_SIZE, "%s/%s", folder, gk_result_file_path(result, i));
    if (written < 0 || written >= PATH_SIZE) {
      cli_complain(cli, "文件夹的路径太长，放不下附件的名称；请用 -o 另指文件夹", "the folder's path is too long to hold the attachments' names; say another folder with -o");
      status = GK_IO_ERROR;
    }
    size_t size;
    const void *bytes = gk_result_file(result, i, &size);
    outputs[i] = (struct gk_file_output){paths[i], bytes, size};
  }
  if (status == GK_OK && refuse_changed(cli, outputs, n)) status = GK_IO_ERROR;
  for (size_t i = 0; status == GK_OK && i < n; i++)
    if (!make_folders(cli, paths[i])) status = GK_IO_ERROR;
  if (status == GK_OK && !gk_file_write_all(outputs, n, sink)) {
    cli_print_sink(cli, sink);
    status = GK_IO_ERROR;
  }
  for (size_t i = 0; status == GK_OK && !cli->quiet && i < n; i++) printf("%s\n", paths[i]);
  gk_memory_free(outputs);
  gk_memory_free(paths);
  return status;
}

static int give(const struct cli *cli, gk_result *result) {
  struct gk_diag_sink *sink = gk_diag_sink_new(0);
  char folder[PATH_SIZE];
  int status = GK_BAD_INPUT;
  if (!sink) return GK_OUT_OF_MEMORY;
  if (cli->output && strcmp(cli->output, "-") == 0) {
    size_t size;
    const void *bytes = gk_result_file(result, 0, &size);
    if (gk_result_file_count(result) > 1) cli_complain(cli, "标准输出只能放一个文件；请写明要哪一个", "standard output takes one file only; say which");
    else if (gk_file_write("-", bytes, size, sink)) status = GK_OK;
    else cli_print_sink(cli, sink), status = GK_IO_ERROR;
  } else if (folder_of(cli, folder)) {
    status = write_files(cli, result, folder, sink);
  }
  gk_diag_sink_drop(sink);
  return cli_close_output(cli, status);
}

static int run(const struct cli *cli) {
  char *pdf;
  size_t size;
  int status;
  limit_memory();
  if (!cli_read_data(cli, cli->operands[0], &pdf, &size, &status)) return status;
  gk_result *result = gk_extract(pdf, size, cli->operand_count > 1 ? cli->operands[1] : NULL);
  status = cli_report(cli, result);
  if (status == GK_OK) status = give(cli, result);
  gk_result_drop(result);
  gk_memory_free(pdf);
  return status;
}

const struct cli_command cli_extract = {
    .name = "extract",
    .summary_zh = "取出归档文件里的数据和版式",
    .summary_en = "take data and layout out of an archive file",
    .usage_zh = "PDF [附件名] [-o 文件夹]",
    .usage_en = "PDF [NAME] [-o DIR]",
    .details_zh = "取出归档文件（PDF/A-3a）里的附件：公开数据（数据.json）、各表（表/….csv）、版式（layouts/…）。由它们可以重新排出逐字节相同的文件。\n"
                  "已有的文件内容不同时不覆盖。\n"
                  "  gongkai extract 说明.pdf -o 取出\n"
                  "  gongkai build 取出/数据.json --layouts 取出/layouts -o 重排.pdf",
    .details_en = "Takes the attachments out of an archive file (PDF/A-3a): the public data, a CSV a table, the layout. From them the same file,\n"
                  "byte by byte, can be built again. A file that is there and differs is not overwritten.\n"
                  "  gongkai extract NOTICE.pdf -o OUT\n"
                  "  gongkai build OUT/数据.json --layouts OUT/layouts -o AGAIN.pdf",
    .options = CLI_EXTRACT,
    .operands_min = 1,
    .operands_max = 2,
    .run = run,
};
