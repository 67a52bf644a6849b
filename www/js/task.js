// Long work in parts: the browser handles input and draws in between.

const channel = new MessageChannel();
/** @type {Array<() => void>} */
const resting = [];
channel.port1.onmessage = () => resting.shift()?.();

/** Lets the browser handle input and draw before going on. */
export function nextTask() {
  return new Promise((resolve) => {
    resting.push(() => resolve(undefined));
    channel.port2.postMessage(null);
  });
}
