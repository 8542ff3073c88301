/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.io.BufferedReader;
import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.servlet.sip.Address;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.URI;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

import gov.nist.javax.sip.message.SIPMessage;

/** What a SIP request is as a {@link ServletRequest}: much of that has no meaning in SIP. */
abstract class ServletRequestSide extends SipServletMessageImpl implements SipServletRequest {
    private static final int DEFAULT_PORT = 5060;
    private static final int DEFAULT_TLS_PORT = 5061;

    ServletRequestSide(SIPMessage message, Direction direction) {
        super(message, direction);
    }

    @Override
    public final void setCharacterEncoding(String encoding) throws UnsupportedEncodingException {
        this.changeCharacterEncoding(encoding);
    }

    @Override
    public final long getContentLengthLong() {
        return this.getContentLength();
    }

    /** Null, as JSR 289 says. */
    @Override
    public final ServletInputStream getInputStream() {
        return null;
    }

    /** Null, as JSR 289 says. */
    @Override
    public final BufferedReader getReader() {
        return null;
    }

    /** The parameters of the Route that led to the application, else those of the Request-URI (JSR 289 section 5.6.1). */
    @Override
    public final Map<String, String[]> getParameterMap() {
        Address route = this.getPoppedRoute();
        URI uri = route == null ? this.getRequestURI() : route.getURI();
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (Iterator<String> names = uri.getParameterNames(); names.hasNext();) {
            String name = names.next();
            parameters.put(name, new String[]{uri.getParameter(name)});
        }
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public final String getParameter(String name) {
        String[] values = this.getParameterValues(name);
        return values == null ? null : values[0];
    }

    @Override
    public final Enumeration<String> getParameterNames() {
        return Collections.enumeration(this.getParameterMap().keySet());
    }

    @Override
    public final String[] getParameterValues(String name) {
        return this.getParameterMap().get(name);
    }

    @Override
    public final String getScheme() {
        return this.getRequestURI().getScheme();
    }

    @Override
    public final String getServerName() {
        return this.getRequestURI() instanceof SipURI uri ? uri.getHost() : this.getLocalAddr();
    }

    @Override
    public final int getServerPort() {
        if (this.getRequestURI() instanceof SipURI uri) {
            return uri.getPort() > 0 ? uri.getPort() : uri.isSecure() ? DEFAULT_TLS_PORT : DEFAULT_PORT;
        }
        return this.getLocalPort();
    }

    /** The address: names are not looked up. */
    @Override
    public final String getRemoteHost() {
        return this.getRemoteAddr();
    }

    /** The address: names are not looked up. */
    @Override
    public final String getLocalName() {
        return this.getLocalAddr();
    }

    @Override
    public final Locale getLocale() {
        return this.getAcceptLanguage();
    }

    @Override
    public final Enumeration<Locale> getLocales() {
        return Collections.enumeration(List.copyOf(this.languages().acceptable()));
    }

    /** Null: SIP servlets have names, not paths; see {@link ServletContext#getNamedDispatcher(String)}. */
    @Override
    public final RequestDispatcher getRequestDispatcher(String path) {
        return null;
    }

    @Override
    public final ServletContext getServletContext() {
        return this.getSession().getServletContext();
    }

    /** @throws IllegalStateException always; a SIP servlet may send its response at any time, on any thread that enters the session */
    @Override
    public final AsyncContext startAsync() {
        throw new IllegalStateException("SIP requests need no asynchronous mode");
    }

    /** @throws IllegalStateException always */
    @Override
    public final AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return this.startAsync();
    }

    @Override
    public final boolean isAsyncStarted() {
        return false;
    }

    @Override
    public final boolean isAsyncSupported() {
        return false;
    }

    /** @throws IllegalStateException always */
    @Override
    public final AsyncContext getAsyncContext() {
        return this.startAsync();
    }

    @Override
    public final DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    /** The Call-ID, the CSeq and the branch, which together are unique. */
    @Override
    public final String getRequestId() {
        String branch = this.message().getTopmostVia() == null ? "" : this.message().getTopmostVia().getBranch();
        return this.getCallId() + ' ' + this.message().getCSeq().getSeqNumber() + ' ' + this.getMethod() + ' ' + branch;
    }

    /** Empty: SIP has no such id. */
    @Override
    public final String getProtocolRequestId() {
        return "";
    }

    @Override
    public final ServletConnection getServletConnection() {
        return new SipConnection(this.getTransport() + ' ' + this.getRemoteAddr() + ':' + this.getRemotePort(), this.isSecure());
    }

    /**
     * The hop that a request came from.
     *
     * @param getConnectionId its transport and address
     * @param isSecure whether it is protected by TLS
     */
    private record SipConnection(String getConnectionId, boolean isSecure) implements ServletConnection {
        @Override
        public String getProtocol() {
            return "SIP/2.0";
        }

        @Override
        public String getProtocolConnectionId() {
            return "";
        }
    }
}
