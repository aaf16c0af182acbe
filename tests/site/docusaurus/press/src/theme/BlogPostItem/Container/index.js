import React from 'react';

export default function Container({children, className}) {
  return (
    <article className={className}>
      <p>Letters give the views of their writer.</p>
      {children}
    </article>
  );
}
