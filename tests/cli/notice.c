/* notice DATA OUT.pdf …: builds the same notice once for each output through the
 * library, in one engine. What a program that embeds gongkai looks like. */
#include <gongkai.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  char *bytes = malloc(1 << 20);
  *size = bytes ? fread(bytes, 1, 1 << 20, file) : 0;
  fclose(file);
  return bytes;
}

int main(int argc, char **argv) {
  size_t size;
  char *data = argc > 2 ? read_file(argv[1], &size) : NULL;
  gk_engine *engine = gk_engine_new(NULL);
  if (!data || !engine) return 2;
  int status = 0;
  for (int i = 2; i < argc && status == 0; i++) {
    gk_request request = {.data = data, .data_size = size, .data_name = argv[1], .output = GK_OUTPUT_PDF, .date = -1};
    gk_result *result = gk_build(engine, &request);
    if (!result) return GK_OUT_OF_MEMORY;
    fputs(gk_result_diagnostics(result, GK_DIAGNOSTICS_TEXT, 1), stderr);
    status = gk_result_status(result);
    if (status == GK_OK) {
      size_t bytes;
      const void *pdf = gk_result_file(result, 0, &bytes);
      FILE *out = fopen(argv[i], "wb");
      if (!out || fwrite(pdf, 1, bytes, out) != bytes || fclose(out) != 0) status = GK_IO_ERROR;
    }
    gk_result_drop(result);
  }
  gk_engine_drop(engine);
  free(data);
  return status;
}
