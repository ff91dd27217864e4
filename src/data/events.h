/* The guest: libfyaml's event stream turned into a tree. */
#ifndef GK_DATA_EVENTS_H
#define GK_DATA_EVENTS_H

#include "data/feed.h"
#include "data/tree.h"

/* Reads the fed text (YAML that passed gk_yaml_check_lines, or JSON that passed gk_json_check).
 * The root, or NULL when something was reported or memory ran out. */
struct gk_value *gk_events_read(struct gk_data_run *run, const struct gk_feed *feed, bool yaml);

#endif
