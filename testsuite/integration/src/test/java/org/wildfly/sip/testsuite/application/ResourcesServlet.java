/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.application;

import java.io.IOException;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.servlet.sip.SipFactory;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

/** The HTTP side of a converged application: tells by which ways it gets the SIP factory; {@code ?begin} and {@code ?end} an HTTP session. */
@WebServlet("/resources")
public class ResourcesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource
    private transient SipFactory factory;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if ("begin".equals(request.getQueryString())) {
            request.getSession(true);
        } else if ("end".equals(request.getQueryString())) {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
        }
        try {
            boolean jndi = new InitialContext().lookup("java:app/sip/converged/SipFactory") instanceof SipFactory;
            boolean attribute = this.getServletContext().getAttribute("javax.servlet.sip.SipFactory") instanceof SipFactory;
            response.getWriter().print("resource=" + (this.factory != null) + " jndi=" + jndi + " attribute=" + attribute);
        } catch (NamingException missing) {
            throw new ServletException(missing);
        }
    }
}
