const MARGIN = "800px 0px";

/** Calls once, when one of these is about to come into view. */
export function whenNear(elements: Iterable<Element>, call: () => void): IntersectionObserver {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      call();
    },
    { rootMargin: MARGIN },
  );
  for (const element of elements) observer.observe(element);
  return observer;
}
