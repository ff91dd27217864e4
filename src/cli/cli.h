/* cli: one file a command. The only room that reads the environment, the locale
 * and the clock; none of them reaches the document but SOURCE_DATE_EPOCH. */
#ifndef GK_CLI_H
#define GK_CLI_H

#include "base/base.h"
#include "gongkai.h"

/* What the options of all commands say. Strings are borrowed from argv. */
struct cli {
  const char *command;
  const char *operands[2];
  size_t operand_count;
  const char *layout, *document, *output, *format;
  const char *layouts_dir, *fonts_dir, *fonts_lock, *font_map;
  gk_profile profile;
  gk_pdfa pdfa;
  bool pdfa_said, xref_said, plain_xref, signature_field;
  unsigned dpi;
  bool english, json, timings, quiet, verify, help, version;
  int64_t date; /* SOURCE_DATE_EPOCH, or -1 */
};

enum cli_option_group { CLI_DATA = 1, CLI_BUILD = 2, CLI_VERIFY = 4, CLI_PLACES = 8, CLI_EXTRACT = 16 };

struct cli_command {
  const char *name;
  const char *summary_zh, *summary_en;
  const char *usage_zh, *usage_en;   /* after "gongkai NAME" */
  const char *details_zh, *details_en;
  unsigned options;                  /* groups it takes */
  size_t operands_min, operands_max;
  int (*run)(const struct cli *cli);
};

extern const struct cli_command cli_build, cli_check, cli_explain, cli_extract, cli_layouts, cli_fonts;
extern const struct cli_command *const cli_commands[];
extern const size_t cli_command_count;

/* Parses argv into *cli; prints what is wrong on standard error and returns false (exit status 2). */
bool cli_parse(int argc, char **argv, struct cli *cli, const struct cli_command **command);
void cli_print_help(const struct cli *cli, const struct cli_command *command); /* NULL: of the program */
/* "gongkai：…" on standard error. */
void cli_complain(const struct cli *cli, const char *zh, const char *en);

/* An engine with the folders the options name, or those found beside the program, or as installed. NULL: out of memory (told). */
gk_engine *cli_engine(const struct cli *cli);
/* Reads the data file ("-": standard input) into memory that the caller frees with gk_memory_free; false after telling, *status set. */
bool cli_read_data(const struct cli *cli, const char *path, char **bytes, size_t *size, int *status);
void cli_print_diagnostics(const struct cli *cli, gk_result *result);
/* The same for faults of the program's own reading and writing. */
void cli_print_sink(const struct cli *cli, const struct gk_diag_sink *sink);
/* Prints the diagnostics; returns the status (NULL: out of memory, told). */
int cli_report(const struct cli *cli, gk_result *result);
/* Prints diagnostics and, when there is one, the text; returns the status. Drops the result (NULL: out of memory). */
int cli_finish(const struct cli *cli, gk_result *result);
/* Flushes standard output; status 5 when that fails. */
int cli_close_output(const struct cli *cli, int status);

/* Stage times for --timings: give to gk_request.stage with a struct cli_timings. */
struct cli_timings { int64_t begin, last; const char *stage; size_t count; struct { const char *name; int64_t nanoseconds; } stages[16]; };
void cli_timings_stage(void *timings, const char *name);
/* What the options ask for, about these data; stages go to timings (which may be NULL) when --timings was given. */
gk_request cli_request(const struct cli *cli, const char *data, size_t size, gk_output output, struct cli_timings *timings);
void cli_timings_print(const struct cli *cli, const struct cli_timings *timings);

#endif
