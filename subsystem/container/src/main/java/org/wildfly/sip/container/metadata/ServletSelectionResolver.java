/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.List;
import java.util.Set;

/** Finds how an application's servlets are chosen: the main servlet, or mappings (JSR 289 sections 16 and 18.3). */
final class ServletSelectionResolver {
    private final SipDescriptor descriptor;
    private final SipAnnotations annotations;
    private final Set<String> servlets;
    private final Problems problems;

    /** @param servlets the names of all servlets of the application */
    ServletSelectionResolver(SipDescriptor descriptor, SipAnnotations annotations, Set<String> servlets, Problems problems) {
        this.descriptor = descriptor;
        this.annotations = annotations;
        this.servlets = servlets;
        this.problems = problems;
    }

    /** @return a selection; one without meaning if a problem has been noted */
    ServletSelection resolve() {
        if (this.descriptor != null && this.descriptor.mainServlet() != null) {
            Located<String> main = this.descriptor.mainServlet();
            this.check(main.value(), main.location(), "<main-servlet>");
            return new MainServletSelection(main.value());
        }
        List<SipDescriptor.Mapping> mappings = this.descriptor == null ? List.of() : this.descriptor.mappings();
        if (!mappings.isEmpty()) {
            mappings.forEach(mapping -> this.check(mapping.servletName(), mapping.location(), "<servlet-mapping>"));
            return new MappedServletSelection(mappings);
        }
        List<AnnotatedApplication> withMain = this.annotations.applications().stream().filter(a -> !a.mainServlet().isEmpty()).toList();
        withMain.forEach(a -> this.check(a.mainServlet(), "package " + a.packageName(), "@SipApplication(mainServlet)"));
        if (!withMain.isEmpty()) {
            return new MainServletSelection(withMain.get(0).mainServlet());
        }
        if (this.servlets.size() > 1) {
            this.problems.add(this.descriptor == null ? "the application" : this.descriptor.location(), "it has the servlets "
                    + String.join(", ", this.servlets)
                    + " and does not say which of them gets initial requests. Name one with <main-servlet> in"
                    + " <servlet-selection> or @SipApplication(mainServlet), or give each a <servlet-mapping>.");
        }
        return new MainServletSelection(this.servlets.stream().findFirst().orElse(null));
    }

    private void check(String name, Object where, String what) {
        if (!this.servlets.contains(name)) {
            this.problems.add(where, what + ": there is no servlet \"" + name + "\". "
                    + (this.servlets.isEmpty() ? "Declare it." : "Name one of " + String.join(", ", this.servlets) + "."));
        }
    }
}
