/* The command line: options by a table, the same spelling for every command. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum option_id {
  OPT_LAYOUT, OPT_DOCUMENT, OPT_OUTPUT, OPT_FORMAT, OPT_PROFILE, OPT_PDFA, OPT_XREF, OPT_SIGNATURE, OPT_DPI, OPT_DIAGNOSTICS, OPT_LANG, OPT_TIMINGS, OPT_QUIET,
  OPT_LAYOUTS_DIR, OPT_FONTS_DIR, OPT_FONTS_LOCK, OPT_FONT_MAP, OPT_VERIFY, OPT_HELP, OPT_VERSION
};

struct option {
  enum option_id id;
  char letter;
  const char *name, *value; /* value: its word in the help; NULL: a flag */
  unsigned groups;          /* 0: every command */
  const char *zh, *en;
};

static const struct option options[] = {
    {OPT_LAYOUT, 'l', "layout", "LAYOUT", CLI_DATA, "版式的名称或文件夹；不写则依数据中的“版式”", "layout name or folder; by default what the data says"},
    {OPT_DOCUMENT, 0, "document", "NAME", CLI_DATA, "版式中的哪一个文件；不写则依数据中的“文件”，再没有则为第一个", "which document of the layout; by default what the data says, else the first"},
    {OPT_OUTPUT, 'o', "output", "FILE", CLI_BUILD, "输出：名.pdf、名.trace 或 名-%d.png；- 为标准输出；不写则依版式的文件名",
     "NAME.pdf, NAME.trace or NAME-%d.png; - for standard output; by default the layout's file name"},
    {OPT_OUTPUT, 'o', "output", "DIR", CLI_EXTRACT, "放到哪个文件夹；- 为标准输出（只取一个时）；不写则为与PDF同名的文件夹", "folder to write to; - for standard output (of one file); by default named after the PDF"},
    {OPT_FORMAT, 'f', "format", "pdf|trace|png", CLI_BUILD, "输出格式；不写则依文件名的后缀", "format of the output; by default from the ending"},
    {OPT_PROFILE, 'p', "profile", "archive|print|draft", CLI_DATA, "archive 归档（默认）、print 付印、draft 草稿：有缺项也排出，标【缺：…】",
     "archive (default), print, or draft: builds with gaps shown"},
    {OPT_PDFA, 0, "pdfa", "3a|2a|2u", CLI_BUILD, "归档文件的PDF/A：3a 附有公开数据和版式（默认），2a、2u 没有附件", "PDF/A of the archive: 3a with data and layout attached (default); 2a, 2u without"},
    {OPT_XREF, 0, "xref", "stream|table", CLI_BUILD, "PDF的交叉引用：stream 流（默认，文件小）；table 表，供要求如此的签章系统", "cross-references of the PDF: stream (default, small), or table for seal systems that want it"},
    {OPT_SIGNATURE, 0, "signature-field", NULL, CLI_BUILD, "在PDF里留空的签名域：每处印章的位置各一个，没有印章的在末页右下", "empty signature fields in the PDF: where each seal goes, else low on the last page"},
    {OPT_DPI, 0, "dpi", "18…1200", CLI_BUILD, "PNG 的分辨率，18至1200，默认96", "resolution of PNG pages, 18 to 1200, default 96"},
    {OPT_TIMINGS, 0, "timings", NULL, CLI_DATA, "列出各步骤所用的时间", "print how long each stage took"},
    {OPT_VERIFY, 0, "verify", NULL, CLI_VERIFY, "逐一核对字体文件的摘要", "hash every font file and compare it with the lock"},
    {OPT_LAYOUTS_DIR, 0, "layouts", "DIR", CLI_PLACES, "版式所在的文件夹", "folder of layouts"},
    {OPT_FONTS_DIR, 0, "fonts", "DIR", CLI_PLACES, "字体所在的文件夹", "folder of fonts"},
    {OPT_FONTS_LOCK, 0, "fonts-lock", "FILE", CLI_PLACES, "字体锁定文件", "font lock file"},
    {OPT_FONT_MAP, 0, "font-map", "FILE", CLI_PLACES, "自备字体的对照文件", "your own fonts for roles"},
    {OPT_DIAGNOSTICS, 0, "diagnostics", "text|json", 0, "诊断信息的形式", "form of the diagnostics"},
    {OPT_LANG, 0, "lang", "zh|en", 0, "诊断信息的语言", "language of the messages"},
    {OPT_QUIET, 'q', "quiet", NULL, 0, "成功时不作声", "say nothing when all is well"},
    {OPT_HELP, 'h', "help", NULL, 0, "显示帮助", "show help"},
    {OPT_VERSION, 0, "version", NULL, 0, "显示版本", "show the version"},
};
#define OPTION_COUNT (sizeof options / sizeof *options)

void cli_complain(const struct cli *cli, const char *zh, const char *en) {
  fprintf(stderr, cli->english ? "gongkai: %s\n" : "gongkai：%s\n", cli->english ? en : zh);
}

static bool complain_value(const struct cli *cli, const struct option *option, const char *value) {
  char zh[512], en[512];
  snprintf(zh, sizeof zh, "选项 --%s 不能是“%.200s”，应为 %s", option->name, value, option->value);
  snprintf(en, sizeof en, "--%s cannot be “%.200s”; expected %s", option->name, value, option->value);
  cli_complain(cli, zh, en);
  return false;
}

static bool parse_dpi(const struct cli *cli, const struct option *option, const char *value, unsigned *dpi) {
  unsigned n = 0;
  for (const char *p = value; *p; p++) {
    if (*p < '0' || *p > '9' || n > 10000) return complain_value(cli, option, value);
    n = n * 10 + (unsigned)(*p - '0');
  }
  if (n < 18 || n > 1200) return complain_value(cli, option, value);
  *dpi = n;
  return true;
}

static bool choose(const struct cli *cli, const struct option *option, const char *value, const char *const *choices, int *chosen) {
  for (int i = 0; choices[i]; i++)
    if (strcmp(value, choices[i]) == 0) {
      *chosen = i;
      return true;
    }
  return complain_value(cli, option, value);
}

static bool apply(struct cli *cli, const struct option *option, const char *value) {
  static const char *const profiles[] = {"archive", "print", "draft", NULL};
  static const char *const forms[] = {"text", "json", NULL};
  static const char *const languages[] = {"zh", "en", NULL};
  static const char *const formats[] = {"pdf", "trace", "png", NULL};
  static const char *const levels[] = {"3a", "2a", "2u", NULL}, *const references[] = {"stream", "table", NULL};
  int chosen = 0;
  switch (option->id) {
    case OPT_LAYOUT: cli->layout = value; return true;
    case OPT_DOCUMENT: cli->document = value; return true;
    case OPT_OUTPUT: cli->output = value; return true;
    case OPT_FORMAT: cli->format = value; return choose(cli, option, value, formats, &chosen);
    case OPT_PROFILE:
      if (!choose(cli, option, value, profiles, &chosen)) return false;
      cli->profile = (gk_profile)chosen;
      return true;
    case OPT_PDFA:
      if (!choose(cli, option, value, levels, &chosen)) return false;
      cli->pdfa = (gk_pdfa)chosen;
      cli->pdfa_said = true;
      return true;
    case OPT_XREF:
      if (!choose(cli, option, value, references, &chosen)) return false;
      cli->plain_xref = chosen == 1;
      cli->xref_said = true;
      return true;
    case OPT_SIGNATURE: cli->signature_field = true; return true;
    case OPT_DPI: return parse_dpi(cli, option, value, &cli->dpi);
    case OPT_DIAGNOSTICS:
      if (!choose(cli, option, value, forms, &chosen)) return false;
      cli->json = chosen == 1;
      return true;
    case OPT_LANG:
      if (!choose(cli, option, value, languages, &chosen)) return false;
      cli->english = chosen == 1;
      return true;
    case OPT_TIMINGS: cli->timings = true; return true;
    case OPT_QUIET: cli->quiet = true; return true;
    case OPT_LAYOUTS_DIR: cli->layouts_dir = value; return true;
    case OPT_FONTS_DIR: cli->fonts_dir = value; return true;
    case OPT_FONTS_LOCK: cli->fonts_lock = value; return true;
    case OPT_FONT_MAP: cli->font_map = value; return true;
    case OPT_VERIFY: cli->verify = true; return true;
    case OPT_HELP: cli->help = true; return true;
    case OPT_VERSION: cli->version = true; return true;
  }
  return false;
}

/* The option by its name of n bytes or, when that is NULL, its letter: the command's own before others of the name. */
static const struct option *find_option(const char *name, size_t n, char letter, unsigned groups) {
  const struct option *found = NULL;
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    const struct option *option = &options[i];
    bool named = name ? strlen(option->name) == n && strncmp(option->name, name, n) == 0 : option->letter == letter;
    if (named && (!found || (option->groups & groups))) found = option;
  }
  return found;
}

static bool unknown_option(const struct cli *cli, const char *argument, size_t n) {
  const char *names[OPTION_COUNT];
  char word[64], zh[256], en[256];
  for (size_t i = 0; i < OPTION_COUNT; i++) names[i] = options[i].name;
  snprintf(word, sizeof word, "%.*s", (int)(n < 60 ? n : 60), argument + 2);
  const char *near = strncmp(argument, "--", 2) == 0 ? gk_nearest(word, names, OPTION_COUNT) : NULL;
  snprintf(zh, sizeof zh, "没有选项“%.60s”%s%s%s。请看 gongkai --help", argument, near ? "，您是不是要写 --" : "", near ? near : "", near ? "？" : "");
  snprintf(en, sizeof en, "no option “%.60s”%s%s%s; see gongkai --help", argument, near ? "; did you mean --" : "", near ? near : "", near ? "?" : "");
  cli_complain(cli, zh, en);
  return false;
}

/* One argument that begins with '-'; *i moves on when it takes the next one as its value. */
static bool parse_option(int argc, char **argv, int *i, struct cli *cli, unsigned groups) {
  const char *argument = argv[*i];
  const struct option *option;
  const char *value = NULL;
  if (argument[1] == '-') {
    const char *equals = strchr(argument, '=');
    size_t n = equals ? (size_t)(equals - argument) - 2 : strlen(argument) - 2;
    option = find_option(argument + 2, n, 0, groups);
    if (!option) return unknown_option(cli, argument, n);
    if (equals) value = equals + 1;
  } else {
    option = find_option(NULL, 0, argument[1], groups);
    if (!option) return unknown_option(cli, argument, 1);
    if (argument[2]) value = argument + 2;
  }
  char zh[256], en[256];
  if (option->groups && groups && !(option->groups & groups)) {
    snprintf(zh, sizeof zh, "命令 %s 没有选项 --%s", cli->command, option->name);
    snprintf(en, sizeof en, "the command %s has no option --%s", cli->command, option->name);
    cli_complain(cli, zh, en);
    return false;
  }
  if (option->value && !value) {
    if (*i + 1 >= argc) {
      snprintf(zh, sizeof zh, "选项 --%s 后面缺少 %s", option->name, option->value);
      snprintf(en, sizeof en, "--%s needs %s", option->name, option->value);
      cli_complain(cli, zh, en);
      return false;
    }
    value = argv[++*i];
  } else if (!option->value && value) {
    snprintf(zh, sizeof zh, "选项 --%s 不带值", option->name);
    snprintf(en, sizeof en, "--%s takes no value", option->name);
    cli_complain(cli, zh, en);
    return false;
  }
  return apply(cli, option, value ? value : "");
}

static const struct cli_command *find_command(const struct cli *cli, const char *name) {
  const char *names[16];
  for (size_t i = 0; i < cli_command_count; i++) {
    names[i] = cli_commands[i]->name;
    if (strcmp(name, names[i]) == 0) return cli_commands[i];
  }
  const char *near = gk_nearest(name, names, cli_command_count);
  char zh[256], en[256];
  snprintf(zh, sizeof zh, "没有命令“%.60s”%s%s%s。请看 gongkai --help", name, near ? "，您是不是要写 " : "", near ? near : "", near ? "？" : "");
  snprintf(en, sizeof en, "no command “%.60s”%s%s%s; see gongkai --help", name, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
  cli_complain(cli, zh, en);
  return NULL;
}

/* The messages are Chinese unless the locale asks for English. */
static bool locale_is_english(void) {
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < 3; i++) {
    const char *value = getenv(names[i]);
    if (value && *value) return strncmp(value, "en", 2) == 0;
  }
  return false;
}

/* reproducible-builds.org, “SOURCE_DATE_EPOCH specification”: malformed, it ends the run. To 9999-12-31. */
static bool read_source_date(struct cli *cli) {
  const char *text = getenv("SOURCE_DATE_EPOCH");
  cli->date = -1;
  if (!text || !*text) return true;
  int64_t seconds = 0;
  bool good = strlen(text) <= 12;
  for (const char *p = text; good && *p; p++) {
    good = *p >= '0' && *p <= '9';
    seconds = seconds * 10 + (*p - '0');
  }
  if (good && seconds <= INT64_C(253402300799)) {
    cli->date = seconds;
    return true;
  }
  char zh[256], en[256];
  snprintf(zh, sizeof zh, "环境变量SOURCE_DATE_EPOCH为“%.40s”，应为1970年起的秒数，如1648000000；不要写入日期时请取消这个变量", text);
  snprintf(en, sizeof en, "the environment variable SOURCE_DATE_EPOCH is “%.40s”, not the seconds since 1970, such as 1648000000; unset it for no date", text);
  cli_complain(cli, zh, en);
  return false;
}

static bool check_operands(const struct cli *cli, const struct cli_command *command) {
  if (cli->operand_count >= command->operands_min) return true;
  char zh[256], en[256];
  snprintf(zh, sizeof zh, "用法：gongkai %s %s", command->name, command->usage_zh);
  snprintf(en, sizeof en, "usage: gongkai %s %s", command->name, command->usage_en);
  cli_complain(cli, zh, en);
  return false;
}

bool cli_parse(int argc, char **argv, struct cli *cli, const struct cli_command **command) {
  *cli = (struct cli){.command = "", .english = locale_is_english()};
  *command = NULL;
  bool only_operands = false;
  for (int i = 1; i < argc; i++) {
    const char *argument = argv[i];
    if (!only_operands && strcmp(argument, "--") == 0) {
      only_operands = true;
    } else if (!only_operands && argument[0] == '-' && argument[1]) {
      if (!parse_option(argc, argv, &i, cli, *command ? (*command)->options : 0)) return false;
    } else if (!*command && !only_operands) {
      if (!*cli->command && strcmp(argument, "help") == 0) {
        cli->help = true;
        continue;
      }
      if (!(*command = find_command(cli, argument))) return false;
      cli->command = argument;
    } else if (*command && cli->operand_count < (*command)->operands_max) {
      cli->operands[cli->operand_count++] = argument;
    } else {
      char zh[256], en[256];
      snprintf(zh, sizeof zh, "多余的参数“%.100s”", argument);
      snprintf(en, sizeof en, "one argument too many: “%.100s”", argument);
      cli_complain(cli, zh, en);
      return false;
    }
  }
  if (cli->help || cli->version) return true;
  if (!*command) {
    cli_print_help(cli, NULL);
    return false;
  }
  return check_operands(cli, *command) && read_source_date(cli);
}

static void print_options(const struct cli *cli, unsigned groups) {
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    const struct option *option = &options[i];
    if (option->groups && !(option->groups & groups)) continue;
    char head[64];
    char letter[8] = "    ";
    if (option->letter) snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(head, sizeof head, "%s--%s%s%s", letter, option->name, option->value ? " " : "", option->value ? option->value : "");
    printf("  %-34s %s\n", head, cli->english ? option->en : option->zh);
  }
}

void cli_print_help(const struct cli *cli, const struct cli_command *command) {
  bool english = cli->english;
  if (command) {
    printf(english ? "gongkai %s %s\n\n%s\n\n" : "gongkai %s %s\n\n%s\n\n", command->name, english ? command->usage_en : command->usage_zh,
           english ? command->details_en : command->details_zh);
    printf(english ? "Options:\n" : "选项：\n");
    print_options(cli, command->options);
    return;
  }
  printf(english ? "gongkai %s: typesets budget notices from structured data as tagged PDF\n\nCommands:\n"
                 : "gongkai %s：由结构化的预算数据排印部门预算信息公开文件\n\n命令：\n",
         gk_version());
  for (size_t i = 0; i < cli_command_count; i++) {
    const struct cli_command *c = cli_commands[i];
    printf("  gongkai %-8s %-26s %s\n", c->name, english ? c->usage_en : c->usage_zh, english ? c->summary_en : c->summary_zh);
  }
  printf(english ? "\nOptions of all commands:\n" : "\n各命令通用的选项：\n");
  print_options(cli, CLI_PLACES);
  printf(english ? "\nEach command: gongkai COMMAND --help\n"
                   "Exit status: 0 fine, 1 errors in the document, 2 bad usage or malformed input, 3 fonts or installation,\n"
                   "4 signature or verification, 5 input or output, 6 out of memory\n"
                 : "\n各命令的详细说明：gongkai 命令 --help\n"
                   "退出状态：0 正常，1 文件内容有误，2 用法或输入格式有误，3 字体或安装有误，4 签名或核验未通过，5 读写失败，6 内存不足\n");
}
