/* Faults of one loading and the places they name. */
#include "data/run.h"

#include <stdio.h>

void gk_data_fault(struct gk_data_run *run, const struct gk_message *message, size_t offset, size_t length,
                   const char *const *args) {
  static const char *const none[] = {"", NULL};
  run->faults++;
  gk_report_args(run->sink, message, gk_place_at(run->source, offset, length), gk_place_none(), args ? args : none);
}

void gk_data_where(const struct gk_data_run *run, size_t offset, struct gk_data_where *out) {
  struct gk_position at = gk_place_position(gk_place_at(run->source, offset, 0));
  snprintf(out->line, sizeof out->line, "%u", (unsigned)at.line);
  snprintf(out->column, sizeof out->column, "%u", (unsigned)at.column);
}
