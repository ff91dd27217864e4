/* libfyaml takes every collection that opens on a line for a possible key until it has
 * seen the end of the collection or of the line, and keeps all its tokens till then: a
 * JSON file without line breaks, as programs export it, costs it some hundred bytes a
 * token. A line break after the bracket of every collection of more than a few
 * kilobytes ends that. White space means nothing there (RFC 8259, 2), and offsets are
 * translated back, so nobody sees it. White space after the text is not fed: the guest
 * would look at it again from each of its characters. YAML is fed as it is. */
#include "data/feed.h"

#include <string.h>

#define FEED_SMALL 4096

void gk_feed_start(struct gk_feed *feed) { memset(feed, 0, sizeof *feed); }

void gk_feed_drop(struct gk_feed *feed) {
  gk_memory_free(feed->breaks);
  gk_memory_free(feed->copy);
  gk_feed_start(feed);
}

bool gk_feed_open(struct gk_feed *feed, size_t offset) {
  if (feed->count == feed->capacity) {
    size_t capacity = feed->capacity ? feed->capacity * 2 : 64; /* at most one a value */
    uint32_t *moved = gk_memory_realloc(feed->breaks, capacity * sizeof *moved);
    if (!moved) return false;
    feed->breaks = moved;
    feed->capacity = capacity;
  }
  feed->breaks[feed->count++] = (uint32_t)offset;
  return true;
}

void gk_feed_close(struct gk_feed *feed, size_t opened, size_t closed) {
  /* What a small collection holds is small and has been forgotten: its own break is the last. */
  if (closed - opened < FEED_SMALL && feed->count > 0) feed->count--;
}

bool gk_feed_prepare(struct gk_feed *feed, const struct gk_data_run *run) {
  const char *text = run->source->text;
  feed->start = run->start;
  feed->text = text + run->start;
  if (feed->end == 0) feed->end = run->source->size;
  feed->size = feed->end - run->start;
  if (feed->count == 0) return true;
  feed->copy = gk_memory_alloc(feed->size + feed->count + 1);
  if (!feed->copy) return false;
  size_t from = run->start, to = 0;
  for (size_t i = 0; i <= feed->count; i++) {
    size_t end = i < feed->count ? feed->breaks[i] : feed->end;
    memcpy(feed->copy + to, text + from, end - from);
    to += end - from;
    from = end;
    if (i < feed->count) feed->copy[to++] = '\n';
  }
  feed->text = feed->copy;
  feed->size = to;
  return true;
}

size_t gk_feed_source_offset(const struct gk_feed *feed, size_t fed) {
  size_t low = 0, high = feed->count; /* the number of breaks before fed */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (feed->breaks[middle] - feed->start + middle < fed)
      low = middle + 1;
    else
      high = middle;
  }
  return fed - low + feed->start;
}
