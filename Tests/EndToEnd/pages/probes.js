// Questions to a page about contrast, by WCAG 2.2: 1.4.3 for text, 1.4.11 for the ring around what has the focus.
(() => {
  const TEXT = 4.5;
  const LARGE = { size: 24, boldSize: 18.66, ratio: 3 };
  const RING = { width: 2, ratio: 3 };

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  // Any colour that CSS can say, as red, green, blue and opacity from 0 to 1.
  function parse(color) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
  }

  function over([red, green, blue, opacity], below) {
    return [red, green, blue].map((value, index) => value * opacity + below[index] * (1 - opacity));
  }

  // What is seen behind an element; undefined behind a picture, whose colours nobody can tell from here.
  function background(element) {
    if (!element) return [1, 1, 1];
    const style = getComputedStyle(element);
    if (style.backgroundImage !== "none") return undefined;
    const own = parse(style.backgroundColor);
    if (own[3] === 1) return own.slice(0, 3);
    const below = element === document.documentElement ? canvasColor() : background(element.parentElement);
    return below && over(own, below);
  }

  // The browser's own paper: dark if the page says that it knows a dark scheme and the reader wants one.
  function canvasColor() {
    return parse(getComputedStyle(document.documentElement).colorScheme.includes("dark")
      && matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#ffffff").slice(0, 3);
  }

  function luminance(color) {
    const [red, green, blue] = color.map((value) =>
      value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(first, second) {
    const [low, high] = [luminance(first), luminance(second)].sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
  }

  function opacity(element) {
    return element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
  }

  function required(style) {
    const size = parseFloat(style.fontSize);
    const isLarge = size >= LARGE.size || (size >= LARGE.boldSize && Number(style.fontWeight) >= 700);
    return isLarge ? LARGE.ratio : TEXT;
  }

  // What is wrong with the contrast of an element's text, or undefined.
  function textFault(element) {
    const style = getComputedStyle(element);
    const below = background(element);
    if (!below) return "unknown";
    const color = parse(style.color);
    color[3] *= opacity(element);
    const ratio = contrast(over(color, below), below);
    return ratio < required(style) ? ratio.toFixed(2) : undefined;
  }

  // The texts whose contrast is too low, each after its ratio.
  function lowContrast() {
    const faults = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.data.trim();
      const element = texts.currentNode.parentElement;
      if (!text || element.closest("svg, script, style, noscript, template")) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const fault = textFault(element);
      if (fault) faults.push(`${fault} ${text}`);
    }
    return faults;
  }

  // Whether a person sees where the focus is.
  function showsFocus(element) {
    const style = getComputedStyle(element);
    // `auto` is the browser's own ring, which has two colours to be seen on any ground.
    if (style.outlineStyle === "auto") return true;
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < RING.width) return false;
    const below = background(element.parentElement);
    return below !== undefined && contrast(over(parse(style.outlineColor), below), below) >= RING.ratio;
  }

  return { lowContrast, showsFocus };
})()
