// What can be scrolled sideways fades out on each side as long as there is more there.

/**
 * Has a box fade while it holds more to its right or left, whether it, what it holds, or its place in that changes.
 * @param {HTMLElement} box
 * @param {(now: { isLong: boolean, hasMore: boolean }) => void} [tell] told whether it holds more than can be seen at once, and to the right
 * @returns {() => void} looks again, where it holds other things
 */
export function fade(box, tell = () => {}) {
  const look = () => {
    const { scrollWidth, clientWidth, scrollLeft } = box;
    const hasMore = scrollWidth - clientWidth - scrollLeft >= 1;
    box.classList.toggle('beyond', hasMore);
    box.classList.toggle('behind', scrollLeft >= 1);
    tell({ isLong: scrollWidth > clientWidth, hasMore });
  };
  const sizes = new ResizeObserver(look);
  for (const part of [box, ...box.children]) sizes.observe(part);
  box.addEventListener('scroll', look, { passive: true });
  return look;
}
