/* The guest: libfyaml's event stream turned into a tree. */
#ifndef GK_DATA_EVENTS_H
#define GK_DATA_EVENTS_H

#include "data/tree.h"

/* Reads the source (YAML, or JSON that passed gk_json_check). The root, or NULL when something was reported or memory ran out. */
struct gk_value *gk_events_read(struct gk_data_run *run, bool yaml);

#endif
