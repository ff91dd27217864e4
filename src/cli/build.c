/* gongkai build: data to files, all or nothing. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

#define PATH_SIZE 4096

static bool ends_with(const char *text, const char *ending) {
  size_t n = strlen(text), m = strlen(ending);
  return n >= m && strcmp(text + n - m, ending) == 0;
}

/* The format by -f, else by the ending of -o; false after telling. */
static bool output_format(const struct cli *cli, gk_output *format) {
  const char *name = cli->format;
  if (!name && cli->output && strcmp(cli->output, "-") != 0)
    name = ends_with(cli->output, ".pdf") ? "pdf" : ends_with(cli->output, ".trace") ? "trace" : ends_with(cli->output, ".png") ? "png" : "";
  if (!name) name = "pdf";
  *format = strcmp(name, "trace") == 0 ? GK_OUTPUT_TRACE : strcmp(name, "png") == 0 ? GK_OUTPUT_PNG : GK_OUTPUT_PDF;
  /* A device such as /dev/stdout has no ending; it gets a PDF. */
  if (!*name && strncmp(cli->output, "/dev/", 5) != 0) {
    cli_complain(cli, "输出文件名须以 .pdf、.trace 或 .png 结尾，或者用 -f 说明格式", "the output must end in .pdf, .trace or .png, or say its format with -f");
    return false;
  }
  return true;
}

/* The path of page `page` (from 1): the pattern's one %d replaced, else -N put before the ending. */
static bool page_path(char out[PATH_SIZE], const char *pattern, size_t page) {
  const char *mark = strstr(pattern, "%d");
  int n;
  if (mark) {
    n = snprintf(out, PATH_SIZE, "%.*s%zu%s", (int)(mark - pattern), pattern, page, mark + 2);
  } else {
    size_t stem = strlen(pattern) - (ends_with(pattern, ".png") ? 4 : 0);
    n = snprintf(out, PATH_SIZE, "%.*s-%zu.png", (int)stem, pattern, page);
  }
  return n > 0 && n < PATH_SIZE;
}

static bool write_pages(const struct cli *cli, gk_result *result, const char *pattern, struct gk_diag_sink *sink) {
  size_t n = gk_result_file_count(result);
  struct gk_file_output *outputs = gk_memory_alloc(n * sizeof *outputs);
  char(*paths)[PATH_SIZE] = gk_memory_alloc(n * sizeof *paths);
  bool ok = outputs && paths;
  if (!ok) gk_report_memory(sink);
  for (size_t i = 0; ok && i < n; i++) {
    ok = page_path(paths[i], pattern, i + 1);
    if (!ok) cli_complain(cli, "输出文件名过长", "the output's name is too long");
    size_t size;
    const void *bytes = gk_result_file(result, i, &size);
    outputs[i] = (struct gk_file_output){paths[i], bytes, size};
  }
  ok = ok && gk_file_write_all(outputs, n, sink);
  gk_memory_free(outputs);
  gk_memory_free(paths);
  return ok;
}

/* Where the files go: -o, else the layout's file name with the format's ending. A slash in the name would be a folder nobody asked for. */
static bool output_path(const struct cli *cli, gk_result *result, gk_output format, char out[PATH_SIZE]) {
  static const char *const endings[] = {".pdf", ".trace", "-%d.png"};
  int n = cli->output ? snprintf(out, PATH_SIZE, "%s", cli->output)
                      : snprintf(out, PATH_SIZE, "%s%s", gk_result_file_name(result), endings[format]);
  if (n <= 0 || n >= PATH_SIZE) {
    cli_complain(cli, "输出文件名过长", "the output's name is too long");
    return false;
  }
  if (!cli->output)
    for (char *p = out; *p; p++)
      if (*p == '/') *p = '_';
  return true;
}

static int write_result(const struct cli *cli, gk_result *result, gk_output format) {
  char path[PATH_SIZE];
  if (!output_path(cli, result, format, path)) return GK_BAD_INPUT;
  struct gk_diag_sink *sink = gk_diag_sink_new(0);
  if (!sink) return GK_OUT_OF_MEMORY;
  bool to_stream = strcmp(path, "-") == 0;
  const char *percent = format == GK_OUTPUT_PNG ? strchr(path, '%') : NULL;
  if (percent && (percent[1] != 'd' || strchr(percent + 1, '%'))) {
    cli_complain(cli, "输出文件名里只能有一个 %d，表示页码", "the output's name may hold one %d, the page's number");
    gk_diag_sink_drop(sink);
    return GK_BAD_INPUT;
  }
  int status = GK_OK;
  bool ok;
  if (format == GK_OUTPUT_PNG && to_stream && gk_result_file_count(result) > 1) {
    cli_complain(cli, "标准输出只能放一页；请写 -o 名-%d.png", "standard output takes one page only; use -o NAME-%d.png");
    gk_diag_sink_drop(sink);
    return GK_BAD_INPUT;
  }
  if (format == GK_OUTPUT_PNG && !to_stream) {
    ok = write_pages(cli, result, path, sink);
  } else {
    size_t size;
    const void *bytes = gk_result_file(result, 0, &size);
    ok = gk_file_write(path, bytes, size, sink);
  }
  if (!ok) {
    cli_print_sink(cli, sink);
    status = gk_diag_errors(sink) ? (int)gk_diag_status(sink) : GK_IO_ERROR;
  } else if (!cli->quiet && !to_stream) {
    size_t pages = gk_result_page_count(result);
    char first[PATH_SIZE];
    bool numbered = format == GK_OUTPUT_PNG && page_path(first, path, 1);
    printf(cli->english ? "%s%s: %zu page(s)\n" : "已生成 %s%s（%zu页）\n", numbered ? first : path, numbered ? (cli->english ? " and so on" : " 等") : "", pages);
  }
  gk_diag_sink_drop(sink);
  return cli_close_output(cli, status);
}

/* An option that could do nothing is not passed over: who wrote it expects a file that will not come. */
static bool options_agree(const struct cli *cli, gk_output format) {
  const char *only_pdf = cli->pdfa_said ? "--pdfa" : cli->xref_said ? "--xref" : cli->signature_field ? "--signature-field" : NULL;
  char zh[256], en[256];
  if (format != GK_OUTPUT_PDF && only_pdf) {
    snprintf(zh, sizeof zh, "选项 %s 只用于PDF。请删去它，或者输出 .pdf", only_pdf);
    snprintf(en, sizeof en, "%s is for PDF only; delete it or write a .pdf", only_pdf);
  } else if (format != GK_OUTPUT_PNG && cli->dpi) {
    snprintf(zh, sizeof zh, "选项 --dpi 只用于PNG图像。请删去它，或者输出 名-%%d.png");
    snprintf(en, sizeof en, "--dpi is for PNG pages only; delete it or write NAME-%%d.png");
  } else if (cli->pdfa_said && cli->profile != GK_PROFILE_ARCHIVE) {
    bool print = cli->profile == GK_PROFILE_PRINT;
    snprintf(zh, sizeof zh, "选项 --pdfa 只用于归档文件；%s不是PDF/A。请删去 --pdfa，或者改用 -p archive", print ? "付印文件（-p print）" : "草稿（-p draft）");
    snprintf(en, sizeof en, "--pdfa is for the archive only: a %s is no PDF/A; delete --pdfa or use -p archive", print ? "file for printing (-p print)" : "draft (-p draft)");
  } else {
    return true;
  }
  cli_complain(cli, zh, en);
  return false;
}

static int run(const struct cli *cli) {
  gk_output format;
  if (!output_format(cli, &format) || !options_agree(cli, format)) return GK_BAD_INPUT;
  char *data;
  size_t size;
  int status;
  if (!cli_read_data(cli, cli->operands[0], &data, &size, &status)) return status;
  struct cli_timings timings = {0};
  gk_engine *engine = cli_engine(cli);
  gk_request request = cli_request(cli, data, size, format, &timings);
  gk_result *result = engine ? gk_build(engine, &request) : NULL;
  status = cli_report(cli, result);
  if (status == GK_OK) status = write_result(cli, result, format);
  if (result && cli->timings) cli_timings_print(cli, &timings);
  gk_result_drop(result);
  gk_engine_drop(engine);
  gk_memory_free(data);
  return status;
}

const struct cli_command cli_build = {
    .name = "build",
    .summary_zh = "排出文件",
    .summary_en = "typeset a document",
    .usage_zh = "数据 [-o 输出] [选项]",
    .usage_en = "DATA [-o OUTPUT] [options]",
    .details_zh = "由数据（.json 或 .yaml；- 为标准输入）排出文件。数据或版式有误时列出全部错误，不写文件，原有文件不动。",
    .details_en = "Typesets DATA (.json or .yaml; - for standard input). When data or layout have errors, all are listed,\n"
                  "nothing is written and an older output stays as it was.",
    .options = CLI_DATA | CLI_BUILD | CLI_PLACES,
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
