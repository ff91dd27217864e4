/* The text as the guest gets it, and the way back from its offsets to the source. */
#ifndef GK_DATA_FEED_H
#define GK_DATA_FEED_H

#include "data/run.h"

struct gk_feed {
  const char *text;
  size_t size;
  char *copy;       /* NULL while the source itself is fed */
  uint32_t *breaks; /* source offsets before which a line break was put, rising */
  size_t count, capacity;
  size_t start;     /* bytes of the source that are not fed */
  size_t end;       /* where the source stops to be fed; 0: at its end */
};

void gk_feed_start(struct gk_feed *feed);
void gk_feed_drop(struct gk_feed *feed);
/* A bracket was opened just before `offset`. False: out of memory. */
bool gk_feed_open(struct gk_feed *feed, size_t offset);
/* The collection opened just before `opened` ends at `closed`: forgets its break when it is small. */
void gk_feed_close(struct gk_feed *feed, size_t opened, size_t closed);
/* Makes text and size. False: out of memory. */
bool gk_feed_prepare(struct gk_feed *feed, const struct gk_data_run *run);
size_t gk_feed_source_offset(const struct gk_feed *feed, size_t fed);

#endif
