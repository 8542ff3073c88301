/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import javax.servlet.sip.SipURI;

import gov.nist.core.Host;
import gov.nist.core.NameValue;
import gov.nist.javax.sip.address.SipUri;

/** A {@code sip} or {@code sips} URI (RFC 3261 section 19.1). */
public final class ServletSipURI extends BaseURI implements SipURI {
    private static final String TRANSPORT = "transport";
    private static final String MADDR = "maddr";
    private static final String METHOD = "method";
    private static final String USER = "user";
    private static final String TTL = "ttl";
    private static final String LR = "lr";

    private final SipUri uri;

    /**
     * @param uri what to view
     * @param guard what may be changed
     */
    public ServletSipURI(SipUri uri, ChangeGuard guard) {
        super(guard);
        this.uri = uri;
    }

    @Override
    public SipUri unwrap() {
        return this.uri;
    }

    @Override
    ParameterList parameters() {
        return new ParameterList(this.uri.getParameters(), ParameterList.Style.URI);
    }

    @Override
    public ServletSipURI clone() {
        return new ServletSipURI((SipUri) this.uri.clone(), ChangeGuard.NONE);
    }

    @Override
    public boolean isSipURI() {
        return true;
    }

    @Override
    public boolean isSecure() {
        return this.uri.isSecure();
    }

    @Override
    public void setSecure(boolean secure) {
        this.changeLocation(() -> this.uri.setSecure(secure));
    }

    @Override
    public String getUser() {
        String user = this.uri.getUser();
        return user == null ? null : UriEscaping.unescape(user);
    }

    @Override
    public void setUser(String user) {
        this.change(ChangeGuard.Part.URI_USER, null, () -> {
            if (user == null || user.isEmpty()) {
                this.uri.removeUser();
            } else {
                this.uri.setUser(UriEscaping.USER.escape(user));
            }
        });
    }

    @Override
    public String getUserPassword() {
        String password = this.uri.getUserPassword();
        return password == null ? null : UriEscaping.unescape(password);
    }

    @Override
    public void setUserPassword(String password) {
        if (password != null && this.getUser() == null) {
            throw new IllegalArgumentException("A URI without a user has no password");
        }
        this.changeLocation(() -> {
            if (password == null) {
                this.uri.clearPassword();
            } else {
                this.uri.setUserPassword(UriEscaping.PASSWORD.escape(password));
            }
        });
    }

    @Override
    public String getHost() {
        return this.uri.getHost();
    }

    @Override
    public void setHost(String host) {
        Hosts.check(host);
        this.changeLocation(() -> this.uri.setHost(new Host(host)));
    }

    @Override
    public int getPort() {
        return this.uri.getPort();
    }

    @Override
    public void setPort(int port) {
        if (port > 0xffff) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
        this.changeLocation(() -> {
            if (port < 0) {
                this.uri.removePort();
            } else {
                this.uri.setPort(port);
            }
        });
    }

    @Override
    public String getTransportParam() {
        return this.getParameter(TRANSPORT);
    }

    @Override
    public void setTransportParam(String transport) {
        this.setParameter(TRANSPORT, transport);
    }

    @Override
    public String getMAddrParam() {
        return this.getParameter(MADDR);
    }

    @Override
    public void setMAddrParam(String maddr) {
        this.setParameter(MADDR, maddr);
    }

    @Override
    public String getMethodParam() {
        return this.getParameter(METHOD);
    }

    @Override
    public void setMethodParam(String method) {
        this.setParameter(METHOD, method);
    }

    @Override
    public String getUserParam() {
        return this.getParameter(USER);
    }

    @Override
    public void setUserParam(String user) {
        this.setParameter(USER, user);
    }

    @Override
    public int getTTLParam() {
        return Numbers.parse(this.getParameter(TTL), 0xff);
    }

    @Override
    public void setTTLParam(int ttl) {
        if (ttl > 0xff) {
            throw new IllegalArgumentException("Not a time to live: " + ttl);
        }
        this.setParameter(TTL, ttl < 0 ? null : Integer.toString(ttl));
    }

    @Override
    public boolean getLrParam() {
        return this.getParameter(LR) != null;
    }

    @Override
    public void setLrParam(boolean flag) {
        this.setParameter(LR, flag ? "" : null);
    }

    @Override
    public String getHeader(String name) {
        NameValue header = this.uri.getQheaders().getNameValue(Objects.requireNonNull(name, "name"));
        return header == null || header.getValue() == null ? null : UriEscaping.unescape(header.getValue());
    }

    @Override
    public Iterator<String> getHeaderNames() {
        return List.copyOf(this.headerNames()).iterator();
    }

    private List<String> headerNames() {
        return new ParameterList(this.uri.getQheaders(), ParameterList.Style.URI).names();
    }

    @Override
    public void setHeader(String name, String value) {
        if (!UriEscaping.HEADER.isPlain(name)) {
            throw new IllegalArgumentException("Not the name of a header of a URI: " + name);
        }
        NameValue header = new NameValue(name, UriEscaping.HEADER.escape(value));
        this.change(ChangeGuard.Part.URI_HEADER, name, () -> this.uri.setQHeader(header));
    }

    @Override
    public void removeHeader(String name) {
        Objects.requireNonNull(name, "name");
        this.change(ChangeGuard.Part.URI_HEADER, name, () -> this.uri.removeHeader(name));
    }

    private void changeLocation(Runnable change) {
        this.change(ChangeGuard.Part.URI_LOCATION, null, change);
    }

    /** RFC 3261 section 19.1.4. This is no equivalence relation (it is not transitive); hash codes are the same for equal URIs all the same. */
    @Override
    public boolean equals(Object object) {
        return object == this || object instanceof SipURI && SipURIComparison.equal(this, (SipURI) object);
    }

    @Override
    public int hashCode() {
        return Objects.hash(this.isSecure(), this.getUser(), this.getHost() == null ? null : this.getHost().toLowerCase(Locale.ROOT),
                this.getPort());
    }
}
