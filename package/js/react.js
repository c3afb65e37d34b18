// The element as a component of React.

import { createElement, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import './element.js';
import { picture } from '#picture';

const HANDLERS = { ready: 'onReady', state: 'onChange', problems: 'onProblems', download: 'onDownload', unknown: 'onUnknown' };

/** The configurator. What a server renders of it is a picture of the preset, or the children. */
export function OpenMercatoEcs({ inputs, pinned, className, style, children, ...props }) {
  const element = useRef(null);
  const handlers = useRef(props);
  useEffect(() => {
    handlers.current = props;
  });
  useEffect(() => {
    const { current } = element;
    const hear = ({ type, detail }) => handlers.current[HANDLERS[type]]?.(detail);
    for (const type of Object.keys(HANDLERS)) current.addEventListener(type, hear);
    return () => {
      for (const type of Object.keys(HANDLERS)) current.removeEventListener(type, hear);
    };
  }, []);
  const { id, preset, link, section, view, theme, page, loading } = props;
  const attributes = { id, preset, link, section, view, theme, page, loading, style, class: className };
  attributes.inputs = inputs && JSON.stringify(inputs);
  attributes.pinned = pinned && JSON.stringify(pinned);
  return createElement('openmercato-ecs', { ref: element, ...attributes }, children ?? createElement(Picture, { preset }));
}

/** The server's picture, which a browser that takes the document over leaves as it is and does not have to know. */
function Picture({ preset }) {
  const isServed = useSyncExternalStore(subscribe, () => false, () => true);
  const [isKept] = useState(isServed);
  if (!isKept) return null;
  return createElement('div', { dangerouslySetInnerHTML: { __html: picture(preset) }, suppressHydrationWarning: true });
}

const subscribe = () => () => {};
