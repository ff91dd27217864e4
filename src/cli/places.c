/* Where layouts and fonts are: as the options say; else beside the program, in a
 * build folder or an installation; else the folder it was configured for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

#define PATH_SIZE 4096

/* The folder of the running program, without a slash at its end. */
static bool program_folder(char out[PATH_SIZE]) {
  ssize_t n = readlink("/proc/self/exe", out, PATH_SIZE - 1);
  if (n <= 0) return false;
  out[n] = '\0';
  char *slash = strrchr(out, '/');
  if (!slash) return false;
  *slash = '\0';
  return true;
}

static bool found(char out[PATH_SIZE], const char *folder, const char *below, const char *probe) {
  char path[PATH_SIZE + 64];
  int n = snprintf(path, sizeof path, "%s/%s%s", folder, below, probe);
  if (n < 0 || n >= PATH_SIZE || !gk_file_exists(path)) return false;
  snprintf(path, sizeof path, "%s/%s", folder, below);
  return realpath(path, out) != NULL; /* without the .. that nobody wants to read in a message */
}

gk_engine *cli_engine(const struct cli *cli) {
  char folder[PATH_SIZE], layouts[PATH_SIZE], fonts[PATH_SIZE], lock[PATH_SIZE];
  gk_engine_options options = {.layouts_dir = cli->layouts_dir, .fonts_dir = cli->fonts_dir, .fonts_lock = cli->fonts_lock, .font_map = cli->font_map};
  if (program_folder(folder)) {
    if (!options.layouts_dir && (found(layouts, folder, "../layouts", "/common/model.xml") ||
                                 found(layouts, folder, "../share/gongkai/layouts", "/common/model.xml")))
      options.layouts_dir = layouts;
    bool in_build = found(lock, folder, "../fonts/fonts.lock", "");
    if (!options.fonts_dir && (in_build ? found(fonts, folder, "fonts", "") : found(fonts, folder, "../share/gongkai/fonts", ""))) options.fonts_dir = fonts;
    if (!options.fonts_lock && (in_build || found(lock, folder, "../share/gongkai/fonts/fonts.lock", ""))) options.fonts_lock = lock;
  }
  gk_engine *engine = gk_engine_new(&options);
  if (!engine) cli_complain(cli, "内存不足", "out of memory");
  return engine;
}
