/* Reading the data, printing what came of a call, and closing standard output. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/cli.h"

#define DATA_LIMIT ((size_t)64 << 20)
#define RENDER_LIMIT ((size_t)1 << 20)

void cli_print_sink(const struct cli *cli, const struct gk_diag_sink *sink) {
  struct gk_buf out;
  gk_buf_init(&out, RENDER_LIMIT);
  gk_diag_render_all(sink, cli->english ? GK_DIAG_EN : GK_DIAG_ZH, cli->json, &out);
  if (out.data) fputs(out.data, stderr);
  gk_buf_drop(&out);
}

gk_request cli_request(const struct cli *cli, const char *data, size_t size, gk_output output, struct cli_timings *timings) {
  return (gk_request){.data = data, .data_size = size, .data_name = cli->operands[0], .layout = cli->layout, .document = cli->document,
                      .profile = cli->profile, .pdfa = cli->pdfa, .plain_xref = cli->plain_xref, .signature_field = cli->signature_field, .output = output, .dpi = cli->dpi, .date = cli->date,
                      .stage = cli->timings && timings ? cli_timings_stage : NULL, .user = timings};
}

bool cli_read_data(const struct cli *cli, const char *path, char **bytes, size_t *size, int *status) {
  struct gk_diag_sink *sink = gk_diag_sink_new(0);
  struct gk_arena *arena = gk_arena_new(0);
  struct gk_source *source = sink && arena ? gk_file_read(arena, path, DATA_LIMIT, sink) : NULL;
  *bytes = source ? gk_memory_alloc(source->size + 1) : NULL;
  if (*bytes) {
    memcpy(*bytes, source->text, source->size);
    *size = source->size;
  } else if (sink && gk_diag_errors(sink) > 0) {
    cli_print_sink(cli, sink);
    *status = (int)gk_diag_status(sink);
  } else {
    cli_complain(cli, "内存不足", "out of memory");
    *status = GK_OUT_OF_MEMORY;
  }
  gk_arena_drop(arena);
  gk_diag_sink_drop(sink);
  return *bytes != NULL;
}

void cli_print_diagnostics(const struct cli *cli, gk_result *result) {
  fputs(gk_result_diagnostics(result, cli->json ? GK_DIAGNOSTICS_JSON : GK_DIAGNOSTICS_TEXT, cli->english), stderr);
}

int cli_close_output(const struct cli *cli, int status) {
  if (fflush(stdout) == 0 && !ferror(stdout)) return status;
  char zh[160], en[160];
  snprintf(zh, sizeof zh, "写标准输出失败：%.100s", strerror(errno));
  snprintf(en, sizeof en, "cannot write standard output: %.100s", strerror(errno));
  cli_complain(cli, zh, en);
  return status == GK_OK ? GK_IO_ERROR : status;
}

int cli_report(const struct cli *cli, gk_result *result) {
  if (!result) {
    cli_complain(cli, "内存不足", "out of memory");
    return GK_OUT_OF_MEMORY;
  }
  cli_print_diagnostics(cli, result);
  return gk_result_status(result);
}

int cli_finish(const struct cli *cli, gk_result *result) {
  int status = cli_report(cli, result);
  if (!result) return status;
  fputs(gk_result_text(result, cli->english), stdout);
  gk_result_drop(result);
  return cli_close_output(cli, status);
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

void cli_timings_stage(void *user, const char *name) {
  struct cli_timings *timings = user;
  int64_t t = now();
  if (!timings->begin) timings->begin = t;
  if (timings->stage && timings->count < sizeof timings->stages / sizeof *timings->stages) {
    timings->stages[timings->count].name = timings->stage;
    timings->stages[timings->count++].nanoseconds = t - timings->last;
  }
  timings->stage = name;
  timings->last = t;
}

static void print_time(const char *name, int64_t nanoseconds) {
  fprintf(stderr, "%-10s %6lld.%02lld ms\n", name, (long long)(nanoseconds / 1000000), (long long)(nanoseconds / 10000 % 100));
}

void cli_timings_print(const struct cli *cli, const struct cli_timings *timings) {
  for (size_t i = 0; i < timings->count; i++) print_time(timings->stages[i].name, timings->stages[i].nanoseconds);
  print_time(cli->english ? "total" : "合计", timings->last - timings->begin);
}
