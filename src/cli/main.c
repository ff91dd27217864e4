/* The program: finds the command and runs it. */
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>

const struct cli_command *const cli_commands[] = {&cli_build, &cli_check, &cli_explain, &cli_extract, &cli_layouts, &cli_fonts};
const size_t cli_command_count = sizeof cli_commands / sizeof *cli_commands;

int main(int argc, char **argv) {
  /* A reader that went away and a limit of size are output errors like any other, told by write(). */
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  struct cli cli;
  const struct cli_command *command;
  if (!cli_parse(argc, argv, &cli, &command)) return GK_BAD_INPUT;
  if (cli.version) {
    printf("gongkai %s\n", gk_version());
    return cli_close_output(&cli, GK_OK);
  }
  if (cli.help || !command) {
    cli_print_help(&cli, command);
    return cli_close_output(&cli, GK_OK);
  }
  return command->run(&cli);
}
