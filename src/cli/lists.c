/* gongkai layouts, gongkai fonts: what there is. */
#include "cli/cli.h"

static int run_layouts(const struct cli *cli) {
  gk_engine *engine = cli_engine(cli);
  int status = cli_finish(cli, engine ? gk_list_layouts(engine) : NULL);
  gk_engine_drop(engine);
  return status;
}

static int run_fonts(const struct cli *cli) {
  gk_engine *engine = cli_engine(cli);
  int status = cli_finish(cli, engine ? gk_list_fonts(engine, cli->verify) : NULL);
  gk_engine_drop(engine);
  return status;
}

const struct cli_command cli_layouts = {
    .name = "layouts",
    .summary_zh = "列出版式",
    .summary_en = "list the layouts",
    .usage_zh = "[选项]",
    .usage_en = "[options]",
    .details_zh = "列出可用的版式，每个一行：名称、标题（沿用哪一个）、其中的各个文件（--document），用制表符隔开。",
    .details_en = "Lists the layouts, one a line: name, title (and which one it extends), its documents (for --document), parted by tabs.",
    .options = CLI_PLACES,
    .run = run_layouts,
};

const struct cli_command cli_fonts = {
    .name = "fonts",
    .summary_zh = "列出字体",
    .summary_en = "list the fonts by role",
    .usage_zh = "[--verify] [选项]",
    .usage_en = "[--verify] [options]",
    .details_zh = "列出每种字体角色（小标宋、仿宋……）依次使用的字体文件。--verify 逐一核对摘要。",
    .details_en = "Lists the font files of each role in the order they are tried. --verify hashes every file.",
    .options = CLI_VERIFY | CLI_PLACES,
    .run = run_fonts,
};
