/* One loading: what every file of this room shares. Faults of meaning (a
 * duplicate key) are collected and reading goes on; faults of form end it. */
#ifndef GK_DATA_RUN_H
#define GK_DATA_RUN_H

#include "data/data.h"
#include "data/messages.h"

/* After so many faults reading ends: more help nobody, and hostile input must not cost time. */
#define GK_DATA_FAULTS_MAX 100

struct gk_data_run {
  struct gk_arena *arena;
  const struct gk_source *source;
  struct gk_diag_sink *sink;
  size_t start;   /* bytes of a byte order mark that are passed over */
  size_t faults;  /* reported so far */
  bool memory;    /* ran out of memory (reported at the end, once) */
};

/* Reports message at [offset, offset + length) of the source; args may be NULL. */
void gk_data_fault(struct gk_data_run *run, const struct gk_message *message, size_t offset, size_t length,
                   const char *const *args);
#define GK_DATA_FAULT(run, message, offset, length, ...) \
  gk_data_fault(run, message, offset, length, (const char *const[]){__VA_ARGS__, NULL})
static inline bool gk_data_may_go_on(const struct gk_data_run *run) {
  return !run->memory && run->faults < GK_DATA_FAULTS_MAX;
}
/* The line and column of a byte, as arguments of a message that names a second place. */
struct gk_data_where { char line[12], column[12]; };
void gk_data_where(const struct gk_data_run *run, size_t offset, struct gk_data_where *out);

#endif
