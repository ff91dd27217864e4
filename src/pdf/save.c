/* Serialization: object streams and a cross-reference stream (ISO 32000-1, 7.5.7
 * and 7.5.8; allowed by ISO 19005-2 and 14289-1). libharu would write each of
 * some ten thousand structure elements uncompressed, with a line of twenty bytes
 * in a table; packed they take a tenth. On demand it is written as programs that
 * seal files may still want it, with a table (7.5.4) and nothing packed. The file
 * identifier is a digest of what stands before it, so that the same document
 * gets the same one. */
#include <openssl/evp.h>
#include <string.h>

#include "pdf/flate.h"
#include "pdf/objects.h"
#include "pdf/syntax.h"

#define PACK_COUNT 256         /* objects in one object stream: readers unpack all of it for one */
#define BUFFER_MAX ((size_t)1 << 30)
#define ROW 7                  /* bytes of an entry: type 1, offset or stream number 4, index 2 */

struct place { uint8_t type; uint32_t where; uint16_t index; };

struct save {
  struct gk_objects *objects;
  struct gk_buf *out;
  size_t start;               /* of the file in out */
  bool plain;
  struct place *places;       /* by object number */
  uint32_t count, capacity;   /* numbers given */
  struct gk_buf index, bodies, packed; /* the object stream being filled */
  gk_object members[PACK_COUNT];
  uint32_t member_count;
};

static bool set_place(struct save *save, gk_object number, struct place place) {
  if (number >= save->capacity) return false;
  save->places[number] = place;
  return true;
}

/* What is written at the end of out is object `number`. */
static bool begin_object(struct save *save, gk_object number) {
  size_t offset = save->out->size - save->start;
  return offset <= UINT32_MAX && set_place(save, number, (struct place){1, (uint32_t)offset, 0}) && gk_buf_addf(save->out, "%u 0 obj\n", number);
}

static bool write_stream(struct save *save, gk_object number, const char *entries, const struct gk_buf *data) {
  gk_buf_clear(&save->packed);
  if (!gk_flate(gk_objects_flater(save->objects), GK_FLATE_TEXT, data->data, data->size, &save->packed) || !begin_object(save, number)) return false;
  gk_buf_addf(save->out, "<<%s/Filter /FlateDecode\n/Length %zu>>\nstream\r\n", entries, save->packed.size);
  gk_buf_add(save->out, save->packed.data, save->packed.size);
  return gk_buf_add_string(save->out, "\nendstream\nendobj\n");
}

static bool flush_pack(struct save *save) {
  if (save->member_count == 0) return true;
  gk_object number = save->count++;
  for (uint32_t i = 0; i < save->member_count; i++)
    if (!set_place(save, save->members[i], (struct place){2, number, (uint16_t)i})) return false;
  struct gk_buf head;
  gk_buf_init(&head, 256);
  gk_buf_addf(&head, "/Type /ObjStm\n/N %u\n/First %zu\n", save->member_count, save->index.size);
  bool good = !head.failed && gk_buf_add(&save->index, save->bodies.data, save->bodies.size) &&
              write_stream(save, number, head.data, &save->index);
  gk_buf_drop(&head);
  gk_buf_clear(&save->index);
  gk_buf_clear(&save->bodies);
  save->member_count = 0;
  return good;
}

static bool pack(struct save *save, gk_object number) {
  if (save->member_count == PACK_COUNT && !flush_pack(save)) return false;
  gk_buf_add_number(&save->index, number);
  gk_buf_add_char(&save->index, ' ');
  gk_buf_add_number(&save->index, save->bodies.size);
  gk_buf_add_char(&save->index, ' ');
  save->members[save->member_count++] = number;
  return gk_objects_write(save->objects, number, &save->bodies) && gk_buf_add_char(&save->bodies, '\n') && !save->index.failed;
}

/* Streams first, all else packed behind them. */
static bool write_objects(struct save *save) {
  uint32_t count = gk_objects_count(save->objects);
  for (gk_object number = 1; number < count; number++) {
    if (!save->plain && gk_objects_is_packable(save->objects, number)) continue;
    if (!begin_object(save, number) || !gk_objects_write(save->objects, number, save->out)) return false;
    if (!gk_buf_add_string(save->out, "\nendobj\n")) return false;
  }
  for (gk_object number = 1; !save->plain && number < count; number++)
    if (gk_objects_is_packable(save->objects, number) && !pack(save, number)) return false;
  return flush_pack(save);
}

/* ISO 32000-1, 14.4: here the first half of the SHA-256 of all objects, in both parts. */
static bool add_identifier(struct save *save, struct gk_buf *entries) {
  uint8_t digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (EVP_Digest(save->out->data + save->start, save->out->size - save->start, digest, &size, EVP_sha256(), NULL) != 1 || size < 16) return false;
  gk_buf_add_string(entries, "/ID [<");
  gk_syntax_hex(entries, digest, 16);
  gk_buf_add_string(entries, "> <");
  gk_syntax_hex(entries, digest, 16);
  return gk_buf_add_string(entries, ">]\n");
}

/* Rows as differences from the row above (PNG predictor “up”), which makes long runs of them alike. */
static bool add_rows(struct save *save, struct gk_buf *rows) {
  uint8_t above[ROW] = {0};
  for (uint32_t number = 0; number < save->count; number++) {
    struct place place = save->places[number];
    uint8_t row[ROW] = {place.type, (uint8_t)(place.where >> 24), (uint8_t)(place.where >> 16), (uint8_t)(place.where >> 8),
                        (uint8_t)place.where, (uint8_t)(place.index >> 8), (uint8_t)place.index};
    uint8_t line[ROW + 1] = {2};
    for (size_t i = 0; i < ROW; i++) line[i + 1] = (uint8_t)(row[i] - above[i]);
    memcpy(above, row, ROW);
    if (!gk_buf_add(rows, line, sizeof line)) return false;
  }
  return true;
}

static bool write_xref(struct save *save, gk_object root, gk_object info) {
  struct gk_buf entries, rows;
  gk_buf_init(&entries, 4096);
  gk_buf_init(&rows, BUFFER_MAX);
  gk_object number = save->count++;
  size_t offset = save->out->size - save->start;
  gk_buf_addf(&entries, "/Type /XRef\n/Size %u\n/W [1 4 2]\n/Root %u 0 R\n/Info %u 0 R\n/DecodeParms <</Predictor 12 /Columns %u>>\n",
              save->count, root, info, (unsigned)ROW);
  save->places[0] = (struct place){0, 0, 65535};
  bool good = offset <= UINT32_MAX && set_place(save, number, (struct place){1, (uint32_t)offset, 0}) && add_identifier(save, &entries) &&
              add_rows(save, &rows) && write_stream(save, number, entries.data, &rows) &&
              gk_buf_addf(save->out, "startxref\n%zu\n%%%%EOF\n", offset);
  gk_buf_drop(&entries);
  gk_buf_drop(&rows);
  return good;
}

/* 7.5.4: lines of exactly twenty bytes; 7.5.5: the trailer. */
static bool write_table(struct save *save, gk_object root, gk_object info) {
  size_t offset = save->out->size - save->start;
  struct gk_buf identifier;
  gk_buf_init(&identifier, 4096);
  bool good = add_identifier(save, &identifier);
  gk_buf_addf(save->out, "xref\n0 %u\n0000000000 65535 f \n", save->count);
  for (uint32_t number = 1; number < save->count; number++) gk_buf_addf(save->out, "%010u 00000 n \n", save->places[number].where);
  gk_buf_addf(save->out, "trailer\n<</Size %u\n/Root %u 0 R\n/Info %u 0 R\n", save->count, root, info);
  if (good) gk_buf_add(save->out, identifier.data, identifier.size);
  gk_buf_drop(&identifier);
  return gk_buf_addf(save->out, ">>\nstartxref\n%zu\n%%%%EOF\n", offset) && good;
}

bool gk_objects_save(struct gk_objects *objects, gk_object root, gk_object info, bool plain, struct gk_buf *out) {
  if (gk_objects_state(objects) != GK_OBJECTS_OK) return false;
  struct save save = {.objects = objects, .out = out, .start = out->size, .plain = plain, .count = gk_objects_count(objects)};
  save.capacity = save.count + save.count / PACK_COUNT + 3;
  gk_buf_init(&save.index, BUFFER_MAX);
  gk_buf_init(&save.bodies, BUFFER_MAX);
  gk_buf_init(&save.packed, BUFFER_MAX);
  save.places = gk_memory_alloc(save.capacity * sizeof *save.places);
  /* Four bytes above 127 mark the file as binary (ISO 19005-2, 6.1.2). */
  bool good = save.places && gk_buf_add_string(out, "%PDF-1.7\n%\xE5\x85\xAC\xE5\xBC\x80\n") && write_objects(&save) &&
              (plain ? write_table(&save, root, info) : write_xref(&save, root, info));
  gk_memory_free(save.places);
  gk_buf_drop(&save.index);
  gk_buf_drop(&save.bodies);
  gk_buf_drop(&save.packed);
  return good;
}
