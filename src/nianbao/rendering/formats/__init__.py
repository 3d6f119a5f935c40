"""One module per output format; each defines ``renderer``. ``nianbao.rendering.renderer`` finds them by walking."""
