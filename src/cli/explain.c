/* gongkai explain: where a figure comes from. */
#include "cli/cli.h"

static int run(const struct cli *cli) {
  char *data;
  size_t size;
  int status;
  if (!cli_read_data(cli, cli->operands[0], &data, &size, &status)) return status;
  gk_engine *engine = cli_engine(cli);
  gk_request request = cli_request(cli, data, size, GK_OUTPUT_NONE, NULL);
  gk_result *result = engine ? gk_explain_figure(engine, &request, cli->operands[1]) : NULL;
  status = cli_finish(cli, result);
  gk_engine_drop(engine);
  gk_memory_free(data);
  return status;
}

const struct cli_command cli_explain = {
    .name = "explain",
    .summary_zh = "说明一个数的来历",
    .summary_en = "where a figure comes from",
    .usage_zh = "数据 数 [选项]",
    .usage_en = "DATA FIGURE [options]",
    .details_zh = "“数”是数据中的名称（支出.合计）或版式语言的算式（支出.合计 - 上年.支出.合计）。\n列出它的值、各项的出处，以及它印在哪里。",
    .details_en = "FIGURE is a name of the data (支出.合计) or an expression (支出.合计 - 上年.支出.合计). Prints its value,\nthe place of each operand, and where it is printed.",
    .options = CLI_DATA | CLI_PLACES,
    .operands_min = 2,
    .operands_max = 2,
    .run = run,
};
