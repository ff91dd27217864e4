#include "raster/messages.h"

const struct gk_message gk_msg_raster_size = {
    "raster.size", GK_ERROR, GK_STATUS_INPUT, "在每英寸{1}点的分辨率下页面太大，请降低 --dpi。", "the page is too large at {1} dots per inch; lower --dpi"};

const struct gk_message gk_msg_raster_png = {
    "raster.png", GK_ERROR, GK_STATUS_ENVIRONMENT, "不能写出PNG图像：{1}。", "cannot write the PNG image: {1}"};
