/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import org.wildfly.sip.balancer.capture.CaptureService;

/**
 * The messages that are kept: {@code /capture}; {@code ?contains=TEXT} for those of one call, for instance.
 */
final class CaptureEndpoint implements Endpoint {
    static final String PATH = "/capture";

    private final CaptureService capture;

    CaptureEndpoint(CaptureService capture) {
        this.capture = capture;
    }

    @Override
    public Reply handle(Request request) {
        if (request.isPost()) {
            return null;
        }
        return Reply.text(200, this.capture.isOn()
                ? this.capture.text(request.parameter("contains"))
                : "No messages are kept; set captureBufferSize, which takes effect at once\n");
    }
}
