// A form that was refused comes back with the focus in the first box that has to be put right.
const wrong = "[aria-invalid=true]:not([type=hidden])";
document.querySelector(`#content-main ${wrong}, #content-main .errors input:not([type=hidden])`)?.focus();
