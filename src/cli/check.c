/* gongkai check: everything a build would find wrong, without a file. */
#include <stdio.h>

#include "cli/cli.h"

static int run(const struct cli *cli) {
  char *data;
  size_t size;
  int status;
  if (!cli_read_data(cli, cli->operands[0], &data, &size, &status)) return status;
  struct cli_timings timings = {0};
  gk_engine *engine = cli_engine(cli);
  gk_request request = cli_request(cli, data, size, GK_OUTPUT_NONE, &timings);
  gk_result *result = engine ? gk_build(engine, &request) : NULL;
  if (result && !cli->quiet && !cli->json && gk_result_error_count(result) + gk_result_warning_count(result) == 0)
    printf(cli->english ? "%s: no errors, %zu page(s)\n" : "%s：没有发现错误，共%zu页\n", cli->operands[0], gk_result_page_count(result));
  status = cli_finish(cli, result);
  if (cli->timings) cli_timings_print(cli, &timings);
  gk_engine_drop(engine);
  gk_memory_free(data);
  return status;
}

const struct cli_command cli_check = {
    .name = "check",
    .summary_zh = "只检查，不输出",
    .summary_en = "check without output",
    .usage_zh = "数据 [选项]",
    .usage_en = "DATA [options]",
    .details_zh = "检查数据能否按版式排出：缺项、写错的键、不相符的合计、没有字形的字，等等。不写任何文件。",
    .details_en = "Checks whether DATA can be typeset: gaps, misspelt keys, totals that disagree, characters without glyphs.\nWrites no file.",
    .options = CLI_DATA | CLI_PLACES,
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
