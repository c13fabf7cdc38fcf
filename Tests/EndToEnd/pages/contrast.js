// Returns the texts whose contrast is too low, each as "ratio text", by WCAG 2.2, success criterion 1.4.3.
() => {
  const LARGE = { size: 24, boldSize: 18.66, ratio: 3 };
  const RATIO = 4.5;

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

  const faults = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.data.trim();
    const element = texts.currentNode.parentElement;
    if (!text || element.closest("svg, script, style, noscript, template")) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const below = background(element);
    if (!below) {
      faults.push(`unknown ${text}`);
      continue;
    }
    const color = parse(style.color);
    color[3] *= opacity(element);
    const ratio = contrast(over(color, below), below);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= LARGE.size || (size >= LARGE.boldSize && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? LARGE.ratio : RATIO)) faults.push(`${ratio.toFixed(2)} ${text}`);
  }
  return faults;
}
