#include "words.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>

/// Each scan of a progressive file goes over the whole image: a small file could ask for hours.
enum { scans_at_most = 200 };

typedef struct {
    struct jpeg_error_mgr base;
    struct jpeg_progress_mgr progress;
    jmp_buf back;
    char *words;
    int32_t answer;
} keeper;

static _Noreturn void leave(j_common_ptr jpeg, int32_t answer) {
    keeper *own = (keeper *)jpeg->err;
    char message[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, message);
    keep_words(own->words, message);
    own->answer = answer;
    longjmp(own->back, 1);
}

static void fail(j_common_ptr jpeg) {
    leave(jpeg, jpeg->err->msg_code == JERR_OUT_OF_MEMORY ? EP_IMAGE_NO_MEMORY : EP_IMAGE_DAMAGED);
}

/// After any other warning the library goes on with pixels that it made up.
static int is_harmless(int warning) {
    return warning == JWRN_EXTRANEOUS_DATA || warning == JWRN_ADOBE_XFORM || warning == JWRN_JFIF_MAJOR;
}

static void warn(j_common_ptr jpeg, int level) {
    if (level < 0 && !is_harmless(jpeg->err->msg_code)) leave(jpeg, EP_IMAGE_DAMAGED);
}

static void count_scans(j_common_ptr jpeg) {
    if (((j_decompress_ptr)jpeg)->input_scan_number <= scans_at_most) return;
    keeper *own = (keeper *)jpeg->err;
    keep_words(own->words, "it has more scans than any picture needs");
    own->answer = EP_IMAGE_UNSUPPORTED;
    longjmp(own->back, 1);
}

/// Four inks, stored inverted by the program that marks its files, become three lights.
static void mix_inks(const uint8_t *inks, uint8_t *rgb, uint32_t width, int is_inverted) {
    for (size_t at = 0; at < width; at++) {
        unsigned black = is_inverted ? inks[4 * at + 3] : 255u - inks[4 * at + 3];
        for (size_t ink = 0; ink < 3; ink++) {
            unsigned light = is_inverted ? inks[4 * at + ink] : 255u - inks[4 * at + ink];
            rgb[3 * at + ink] = (uint8_t)((light * black + 127) / 255);
        }
    }
}

static void read_rows(j_decompress_ptr jpeg, uint8_t *rgb) {
    size_t stride = 3 * (size_t)jpeg->output_width;
    int has_inks = jpeg->out_color_space == JCS_CMYK;
    JSAMPARRAY line = NULL;
    if (has_inks)
        line = jpeg->mem->alloc_sarray((j_common_ptr)jpeg, JPOOL_IMAGE, 4 * jpeg->output_width, 1);
    while (jpeg->output_scanline < jpeg->output_height) {
        uint8_t *row = rgb + jpeg->output_scanline * stride;
        jpeg_read_scanlines(jpeg, has_inks ? line : &row, 1);
        if (has_inks) mix_inks(line[0], row, jpeg->output_width, jpeg->saw_Adobe_marker);
    }
}

static void decode(j_decompress_ptr jpeg, ep_image_size size, uint8_t *rgb) {
    keeper *own = (keeper *)jpeg->err;
    if (jpeg->image_width != size.width || jpeg->image_height != size.height) {
        keep_words(own->words, "its size changed");
        own->answer = EP_IMAGE_DAMAGED;
        longjmp(own->back, 1);
    }
    int has_inks = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
    jpeg->out_color_space = has_inks ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(jpeg);
    read_rows(jpeg, rgb);
    jpeg_finish_decompress(jpeg);
}

/// With `rgb` decodes, without tells the size.
static int32_t read_jpeg(const uint8_t *bytes, size_t count, ep_image_size *size, uint8_t *rgb, char *words) {
    struct jpeg_decompress_struct jpeg = {0};
    keeper own = {.words = words};
    words[0] = 0;
    jpeg.err = jpeg_std_error(&own.base);
    own.base.error_exit = fail;
    own.base.emit_message = warn;
    own.progress.progress_monitor = count_scans;
    if (setjmp(own.back)) {
        jpeg_destroy_decompress(&jpeg);
        return own.answer;
    }
    jpeg_create_decompress(&jpeg);
    jpeg.progress = &own.progress;
    jpeg_mem_src(&jpeg, bytes, (unsigned long)count);
    jpeg_read_header(&jpeg, TRUE);
    if (rgb) {
        decode(&jpeg, *size, rgb);
    } else {
        *size = (ep_image_size){jpeg.image_width, jpeg.image_height};
    }
    jpeg_destroy_decompress(&jpeg);
    return EP_IMAGE_DONE;
}

int32_t ep_jpeg_size(const uint8_t *bytes, size_t count, ep_image_size *size, char *words) {
    return read_jpeg(bytes, count, size, NULL, words);
}

int32_t ep_jpeg_decode(const uint8_t *bytes, size_t count, ep_image_size size, uint8_t *rgb, char *words) {
    return read_jpeg(bytes, count, &size, rgb, words);
}
